import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, onTestFinished } from 'vitest'
import { openStore, type StoreOptions } from '../../../main/store/open-store.ts'
import { LabError } from '../../../main/system/errors.ts'

/** Gone with the test. */
export let folder: string
/** The file of the store of a test. */
export let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cnilab-store-'))
  file = join(folder, 'lab', 'runs.db')
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** Takes another file for the store of this test. */
export const useFile = (path: string): void => {
  file = path
}

export const open = (options: StoreOptions = { isAlive: () => false }) => {
  const store = openStore(file, options)
  onTestFinished(() => {
    store[Symbol.dispose]()
  })
  return store
}

/** The file as another program would see it. */
export const openDirectly = () => {
  const database = new DatabaseSync(file)
  onTestFinished(() => {
    if (database.isOpen) database.close()
  })
  return database
}

/** Typed, unlike vitest's own. */
export const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern)

export const errorOf = (run: () => unknown): LabError['details'] => {
  try {
    run()
  } catch (error) {
    if (error instanceof LabError) return error.details
    throw error
  }
  throw new Error('nothing was thrown')
}
