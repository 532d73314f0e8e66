import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startLab, type LabServer } from '../../test/e2e/page/lab-server.ts'

const root = join(import.meta.dirname, '../..')

/** What serves the lab: as developers start it and, where it is built, as users do. */
export const programs: readonly { readonly name: string; readonly file: string }[] = [
  { name: 'sources', file: join(root, 'main/cli/cnilab.ts') },
  { name: 'compiled', file: join(root, 'out/main/cli/cnilab.js') },
].filter(({ file }) => existsSync(file))

/** A service as users have it, if it can be. */
export const startBestLab = (home: string): Promise<LabServer> => {
  const best = programs.at(-1)
  return startLab({ home, ...(best && { program: best.file }) })
}

/** A home for labs that is gone afterwards. */
export async function withHome<T>(use: (home: string) => Promise<T>): Promise<T> {
  const home = await mkdtemp(join(tmpdir(), 'cnilab-bench-ui-'))
  try {
    return await use(home)
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}
