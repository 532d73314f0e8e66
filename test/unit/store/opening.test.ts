import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openStore } from '../../../main/store/open-store.ts'
import { runStarted } from '../builders/run-events.ts'
import { errorOf, file, folder, matching, open, openDirectly, useFile } from './a-store-file.ts'

describe('opening a store', () => {
  it('refuses a file of a newer schema', () => {
    open()[Symbol.dispose]()
    openDirectly().exec('PRAGMA user_version = 99')
    expect(errorOf(() => openStore(file))).toMatchObject({
      code: 'store-failed',
      message: matching(/newer/),
      hint: matching(/Update/),
    })
  })

  it('refuses a file that is not a database, and leaves it alone', () => {
    useFile(join(folder, 'notes.txt'))
    writeFileSync(file, 'dear diary '.repeat(1000))
    expect(errorOf(() => openStore(file))).toMatchObject({
      code: 'store-failed',
      hint: matching(/Move the file away/),
    })
  })

  it('says what to do when the folder cannot be made', () => {
    useFile(join(folder, 'file', 'runs.db'))
    writeFileSync(join(folder, 'file'), '')
    expect(errorOf(() => openStore(file))).toMatchObject({
      code: 'store-failed',
      hint: matching(/may write/),
    })
  })

  it('says that another program holds the file', () => {
    const store = open({ timeoutMs: 20 })
    openDirectly().exec('BEGIN IMMEDIATE')
    expect(errorOf(() => store.createRun(runStarted()))).toMatchObject({
      code: 'store-failed',
      hint: matching(/locked/),
    })
  })
})
