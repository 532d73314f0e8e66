import { randomUUID } from 'node:crypto'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Makes a file or a folder beside its place and moves it there when it is whole: whoever looks, in this process or another, sees
 * nothing or all of it. A file takes the place of the one before it. Of a folder that several make, the first one stays.
 */
export async function placeWhole(path: string, make: (partial: string) => Promise<unknown>): Promise<void> {
  const partial = `${path}.${randomUUID()}`
  await mkdir(dirname(path), { recursive: true })
  try {
    await make(partial)
    await rename(partial, path)
  } catch (error) {
    if (!isFolderThere(error)) throw error
  } finally {
    await rm(partial, { recursive: true, force: true })
  }
}

/** The same of a file whose content is at hand. */
export const writeWhole = (file: string, content: string | Uint8Array): Promise<void> =>
  placeWhole(file, (partial) => writeFile(partial, content))

/** How rename(2) refuses to move a folder over one that is not empty; it replaces files. */
const isFolderThere = (error: unknown): boolean =>
  error instanceof Error &&
  'syscall' in error &&
  error.syscall === 'rename' &&
  'code' in error &&
  (error.code === 'ENOTEMPTY' || error.code === 'EEXIST')
