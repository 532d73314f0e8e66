import { describe, expect, it } from 'vitest'
import { ok, problem, warning } from '../../../../main/clusters/check.ts'
import type { NeededCheck } from '../../../../main/lab/doctor/checks/index.ts'
import { examine } from '../../../../main/lab/doctor/examine.ts'
import { readinessOf } from '../../../../main/lab/doctor/readiness.ts'
import { Cancelled, LabError } from '../../../../main/system/errors.ts'
import { machine } from './machine.ts'

const aCheck = (check: NeededCheck['check'], overrides: Partial<NeededCheck> = {}): NeededCheck => ({
  id: 'a-check',
  title: 'A check',
  neededFor: ['kind'],
  check,
  ...overrides,
})

const { signal } = new AbortController()
const never = () => new Promise<never>(() => undefined)

describe('an examination', () => {
  it('keeps the order of the checks, whichever ends first', async () => {
    const { promise, resolve } = Promise.withResolvers<undefined>()
    const first = aCheck(() => promise.then(() => ok('late')), { id: 'first' })
    const second = aCheck(
      () => {
        resolve(undefined)
        return Promise.resolve(ok('early'))
      },
      { id: 'second' },
    )
    const findings = await examine([first, second], machine(), { signal })
    expect(findings.map(({ id, detail }) => [id, detail])).toEqual([
      ['first', 'late'],
      ['second', 'early'],
    ])
  })

  it('makes a problem of a check that throws, with the hint of its error', async () => {
    const error = new LabError({
      code: 'timed-out',
      title: 'Cannot ask',
      message: 'no answer.',
      hint: 'Wait a little.',
    })
    const [finding] = await examine([aCheck(() => Promise.reject(error))], machine(), { signal })
    expect(finding).toMatchObject({ status: 'problem', detail: 'Cannot ask: no answer.', fix: 'Wait a little.' })
  })

  it('survives whatever else is thrown, also before a promise is made', async () => {
    const throws = aCheck(() => {
      throw new TypeError('undefined is not a function')
    })
    const [finding] = await examine([throws], machine(), { signal })
    expect(finding).toMatchObject({ status: 'problem', detail: expect.stringContaining('undefined is not') as string })
  })

  it('gives each check a limited time and tells it when that is over', async () => {
    const seen: AbortSignal[] = []
    const slow = aCheck((_, limited) => {
      seen.push(limited)
      return never()
    })
    const [finding] = await examine([slow], machine(), { signal, timeLimitMs: 5 })
    expect(finding).toMatchObject({ status: 'problem', detail: expect.stringContaining('longer than') as string })
    expect(seen[0]?.aborted).toBe(true)
  })

  it('ends with the reason when it is cancelled', async () => {
    const cancelling = new AbortController()
    const examination = examine([aCheck(never), aCheck(never)], machine(), { signal: cancelling.signal })
    cancelling.abort(new Cancelled())
    await expect(examination).rejects.toBeInstanceOf(Cancelled)
  })
})

describe('the readiness of a runtime', () => {
  const findings = (...found: NeededCheck[]) => examine(found, machine(), { signal })
  const of = async (...found: NeededCheck[]) => readinessOf(await findings(...found))
  const says = (outcome: ReturnType<typeof ok>, overrides: Partial<NeededCheck>) =>
    aCheck(() => Promise.resolve(outcome), overrides)

  it('is lost by a problem of what it needs, and by no other', async () => {
    expect(await of(says(problem('bad', 'mend'), { title: 'Disk' }))).toEqual([
      { runtime: 'kind', ready: false, problems: ['Disk'] },
      { runtime: 'netns', ready: true, warnings: [] },
    ])
  })

  it('is kept with a warning, which is named', async () => {
    const [, netns] = await of(says(warning('odd', 'mend'), { title: 'Power', neededFor: ['kind', 'netns'] }))
    expect(netns).toEqual({ runtime: 'netns', ready: true, warnings: ['Power'] })
  })
})
