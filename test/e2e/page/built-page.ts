import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { exec } from '../../../main/system/exec.ts'

const root = join(import.meta.dirname, '../../..')
/** What the page is built from. */
const sources = ['renderer', 'main', 'scripts/bundles.ts']
const built = 'out/renderer/index.html'

/** Before the tests: the page as its sources are now. */
export default async function buildPage(): Promise<void> {
  if (Math.max(...sources.map(changedMs)) < changedMs(built)) return
  await exec(process.execPath, [join(root, 'scripts/build.ts'), 'page'], { doing: 'build the page' })
}

/** When a file, or the newest file of a folder, was written. */
function changedMs(path: string): number {
  const found = statSync(join(root, path), { throwIfNoEntry: false })
  if (!found?.isDirectory()) return found?.mtimeMs ?? 0
  return Math.max(...readdirSync(join(root, path)).map((name) => changedMs(join(path, name))))
}
