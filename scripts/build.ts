import { chmod, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { build as bundle } from 'vite'
import { exec } from '../main/system/exec.ts'
import { appBundle, pageBundle, preloadBundle } from './bundles.ts'

// Makes out/: main/ as JavaScript, since Node strips types only outside node_modules; the page; the shell and its bridge, in one
// file each. `scripts/build.ts page` makes the page alone.
const root = join(import.meta.dirname, '..')
const [only] = process.argv.slice(2)

if (only === 'page') await bundle(pageBundle)
else {
  await rm(join(root, 'out'), { recursive: true, force: true })
  await Promise.all([compileMain(), bundle(pageBundle)])
  await bundle(appBundle)
  await bundle(preloadBundle)
}

async function compileMain(): Promise<void> {
  const compiler = join(root, 'node_modules/typescript/bin/tsc')
  await exec(process.execPath, [compiler, '-p', join(root, 'scripts/tsconfig.build.json')], {
    doing: 'compile',
    onStdoutLine: (line) => {
      console.log(line)
    },
  })
  await chmod(join(root, 'out/main/cli/cnilab.js'), 0o755)
}
