import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findProgram, findUnstartable } from '../../../main/system/find-program.ts'
import { temporaryFolder } from '../temporary-folder.ts'

function aFolderWith(program: string, mode = 0o755): string {
  const folder = temporaryFolder()
  writeFileSync(join(folder, program), '')
  chmodSync(join(folder, program), mode)
  return folder
}

describe('finding a program', () => {
  it('takes the first of the names that is anywhere on the path', async () => {
    const [one, two] = [aFolderWith('beta'), aFolderWith('alpha')]
    const path = [one, two].join(delimiter)
    expect(await findProgram(['alpha', 'beta'], path)).toBe(join(two, 'alpha'))
    expect(await findProgram(['gamma', 'beta'], path)).toBe(join(one, 'beta'))
  })

  it('takes a path as it is', async () => {
    const file = join(aFolderWith('alpha'), 'alpha')
    expect(await findProgram([file], '')).toBe(file)
  })

  it('finds neither what cannot be started nor what is in a relative folder', async () => {
    const folder = aFolderWith('alpha', 0o644)
    expect(await findProgram(['alpha'], [folder, '.', ''].join(delimiter))).toBeUndefined()
  })

  it('does not take a folder for a program', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'alpha'))
    expect(await findProgram(['alpha'], folder)).toBeUndefined()
  })

  it('passes over one that cannot be started, as a shell does, and names it where that is asked', async () => {
    const [broken, good] = [aFolderWith('kind', 0o644), aFolderWith('kind')]
    const path = [broken, good].join(delimiter)
    expect(await findProgram(['kind'], path)).toBe(join(good, 'kind'))
    expect(await findUnstartable('kind', path)).toBe(join(broken, 'kind'))
    expect(await findUnstartable('kind', good)).toBeUndefined()
    expect(await findUnstartable('kind', temporaryFolder())).toBeUndefined()
  })
})
