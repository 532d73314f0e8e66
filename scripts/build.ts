import { chmod, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { exec } from '../main/system/exec.ts'

// Compiles main/ to JavaScript in out/: what the npm package carries, since Node strips types only outside node_modules.
const root = join(import.meta.dirname, '..')
await rm(join(root, 'out'), { recursive: true, force: true })
await exec(
  process.execPath,
  [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'scripts/tsconfig.build.json')],
  {
    doing: 'compile',
    onStdoutLine: (line) => {
      console.log(line)
    },
  },
)
const program = join(root, 'out/main/cli/cnilab.js')
await chmod(program, 0o755)

// A package is not installed into its own node_modules, where `npx cnilab` looks first.
const link = join(root, 'node_modules/.bin/cnilab')
if (process.platform !== 'win32') {
  await rm(link, { force: true })
  await symlink(program, link)
}
