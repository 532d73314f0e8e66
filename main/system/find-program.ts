import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { delimiter, isAbsolute, join } from 'node:path'

/**
 * The first of `programs` that can be started, as a path: names are looked for in the folders of `path`. A relative folder in it,
 * which an empty part stands for too, would be another one in each working directory, and is passed over.
 */
export async function findProgram(
  programs: readonly string[],
  path = process.env.PATH ?? '',
): Promise<string | undefined> {
  const folders = path.split(delimiter).filter(isAbsolute)
  for (const program of programs) {
    const candidates = isAbsolute(program) ? [program] : folders.map((folder) => join(folder, program))
    for (const candidate of candidates) if (await canStart(candidate)) return candidate
  }
  return undefined
}

/** The first file of that name that cannot be started, as one that was downloaded and not made executable, or on a noexec mount. */
export async function findUnstartable(program: string, path = process.env.PATH ?? ''): Promise<string | undefined> {
  for (const folder of path.split(delimiter).filter(isAbsolute)) {
    const file = join(folder, program)
    const isFile = (await stat(file).catch(() => undefined))?.isFile() ?? false
    if (isFile && !(await canStart(file))) return file
  }
  return undefined
}

async function canStart(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK)
    return (await stat(file)).isFile()
  } catch {
    return false
  }
}
