import { effectScope, nextTick, shallowRef } from 'vue'
import { describe, expect, it } from 'vitest'
import { useLoad, type Load } from '../../../../renderer/composables/use-load.ts'
import { pageOf, settled } from '../fake-lab.ts'

/** Loads of `source`, each of which ends when the test says so. */
function loading(source = shallowRef('a')) {
  const lab = pageOf({})
  const asked: { key: string; answer: (value: string) => void; fail: (error: Error) => void }[] = []
  const ask = () =>
    new Promise<string>((resolve, reject) => asked.push({ key: source.value, answer: resolve, fail: reject }))
  let load: Load<string> | undefined
  effectScope().run(() => (load = useLoad(ask, source)))
  if (!load) throw new Error('the scope did not run')
  return { lab, asked, source, load }
}

describe('a load', () => {
  it('drops the answer to an earlier question that comes late', async () => {
    const { asked, source, load } = loading()
    source.value = 'b'
    expect(asked.map(({ key }) => key)).toEqual(['a', 'b'])
    asked[1]?.answer('of b')
    asked[0]?.answer('of a')
    await settled()
    expect([load.state.value, load.value.value]).toEqual(['ready', 'of b'])
  })

  it('shows what it has while it loads the same again', async () => {
    const { asked, load } = loading()
    asked[0]?.answer('first')
    await settled()
    void load.reload()
    expect([load.state.value, load.value.value]).toEqual(['ready', 'first'])
    asked[1]?.answer('second')
    await settled()
    expect(load.value.value).toBe('second')
  })

  it('tells why it failed, and tries again when a connection is back', async () => {
    const { lab, asked, load } = loading()
    asked[0]?.fail(new Error('no way'))
    await settled()
    expect([load.state.value, load.error.value?.message]).toEqual(['failed', 'no way'])
    await lab.connect()
    await nextTick()
    expect(load.state.value).toBe('loading')
    asked[1]?.answer('there')
    await settled()
    expect([load.state.value, load.value.value, load.error.value]).toEqual(['ready', 'there', undefined])
  })
})
