import { isAbsolute, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { clustersFolder, databaseFile, defaultPaths } from '../../../main/system/paths.ts'

describe('defaultPaths', () => {
  it('is all below CNILAB_HOME where that is set', () => {
    const paths = defaultPaths({ CNILAB_HOME: '/somewhere' })
    for (const file of [databaseFile(paths), clustersFolder(paths), paths.cache])
      expect(file.startsWith(join('/somewhere', '/'))).toBe(true)
  })

  it.each([{}, { CNILAB_HOME: '' }])("is the platform's own folders otherwise", (environment) => {
    const { data, cache } = defaultPaths(environment)
    expect([isAbsolute(data), isAbsolute(cache)]).toEqual([true, true])
    expect(data).not.toBe(cache)
    expect(data).toContain('cnilab')
  })
})
