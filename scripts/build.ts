import { chmod, rm } from 'node:fs/promises'
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
await chmod(join(root, 'out/main/cli/cnilab.js'), 0o755)
