import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openStore } from '../../../main/store/open-store.ts'
import { runStarted } from '../builders/run-events.ts'
import { temporaryFolder } from '../temporary-folder.ts'

describe('a view', () => {
  const view = Uint8Array.of(1, 2, 3)
  const laterView = Uint8Array.of(4)

  const aRunWithView = () => {
    const store = openStore(join(temporaryFolder(), 'lab.sqlite'), { isAlive: () => false })
    onTestFinished(() => {
      store[Symbol.dispose]()
    })
    const id = store.createRun(runStarted())
    store.keepView(id, '1', view)
    return { store, id }
  }

  it('is kept until something is appended to the run', () => {
    const { store, id } = aRunWithView()
    expect(store.view(id, '1')).toEqual(view)
    store.append(id, { type: 'run.finished', state: 'complete' })
    expect(store.view(id, '1')).toBeUndefined()
    store.keepView(id, '1', laterView)
    expect(store.view(id, '1')).toEqual(laterView)
  })

  it('is not given to who asks for another version', () => {
    const { store, id } = aRunWithView()
    expect(store.view(id, '2')).toBeUndefined()
  })

  it('goes with its run, and is not kept for a run that is not there', () => {
    const { store, id } = aRunWithView()
    store.deleteRun(id)
    expect(store.view(id, '1')).toBeUndefined()
    store.keepView(id, '1', view)
    expect(store.view(id, '1')).toBeUndefined()
  })
})
