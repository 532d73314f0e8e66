import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { deriveFindings } from '../../../main/findings/derive-findings.ts'
import { factsOf } from '../../../main/findings/facts.ts'
import type { Cell, Findings } from '../../../main/findings/findings.ts'
import { importRun } from '../../../main/lab/import-run.ts'
import { datapath } from '../../../main/probes/datapath/datapath.ts'
import { footprint } from '../../../main/probes/footprint/footprint.ts'
import { observability } from '../../../main/probes/observability/observability.ts'
import { policy } from '../../../main/probes/policy/policy.ts'
import { wire } from '../../../main/probes/wire/wire.ts'
import { parseJsonReport, renderJson } from '../../../main/reports/json.ts'
import { openStore } from '../../../main/store/open-store.ts'
import type { Store } from '../../../main/store/store.ts'

const folder = join(import.meta.dirname, '../../fixtures/cnilab-0.1.0')
const unpacked = (file: string): Buffer => gunzipSync(readFileSync(join(folder, file)))

/** What the version of then said, as far as it is compared. */
interface Then {
  readonly run: {
    readonly id: string
    readonly samples: readonly { readonly raw: number; readonly outcome: { readonly state: string } }[]
    readonly inspectionOutputs: readonly unknown[]
  }
  readonly findings: {
    readonly cells: readonly Cell[]
    readonly comparisons: readonly Pick<Findings['comparisons'][number], 'a' | 'b'>[]
    readonly evidence: {
      readonly policy: readonly {
        readonly variant: string
        readonly enforcement: string
        readonly counts: Readonly<Record<string, number>>
        readonly cases: readonly {
          readonly id: string
          readonly outcome: string
          readonly tries: readonly unknown[]
          readonly enforceMs?: number
        }[]
      }[]
      readonly wire: readonly {
        readonly variant: string
        readonly encapsulation: unknown
        readonly overheadBytes?: number
        readonly journeys: readonly { readonly hops: readonly { readonly bytes: number }[] }[]
      }[]
      readonly datapath: readonly {
        readonly variant: string
        readonly observations: readonly { readonly verdict: string; readonly observed: string }[]
      }[]
      readonly observability: readonly { readonly variant: string; readonly found: number; readonly of: number }[]
      readonly footprint: readonly {
        readonly variant: string
        readonly objectCount: number
        readonly imageBytes: number
        readonly readyMs?: number
      }[]
      readonly gaps: readonly unknown[]
    }
  }
}

const thenOf = (name: string) => JSON.parse(unpacked(`${name}.json.gz`).toString()) as Then

const names = ['netns', 'kind', 'own-policies']

/** Whole runs are read. */
const patient = { timeout: 60_000 }

describe('a store that version 0.1.0 wrote', patient, () => {
  let store: Store
  beforeAll(() => {
    const home = mkdtempSync(join(tmpdir(), 'cnilab-test-'))
    const file = join(home, 'lab.sqlite')
    writeFileSync(file, unpacked('lab.sqlite.gz'))
    store = openStore(file)
    return () => {
      store[Symbol.dispose]()
      rmSync(home, { recursive: true, force: true })
    }
  })

  it('lists its runs', () => {
    expect(store.runs().map(({ id, state }) => [id, state])).toEqual(
      ['netns', 'own-policies', 'kind'].map((name) => [thenOf(name).run.id, 'complete']),
    )
  })

  it.each(names)('shows the same numbers of %s as then', (name) => {
    const then = thenOf(name)
    itSaysTheSame(deriveFindings(store.run(then.run.id)), then)
  })

  it.each(names)('still has what was printed in %s', (name) => {
    const { id, samples, inspectionOutputs } = thenOf(name).run
    expect(store.readRaw(id, 1).stdout).not.toBe('')
    expect(store.events(id, ['reading.printed'])).toHaveLength(samples.length + inspectionOutputs.length)
  })

  it.each(['netns', 'kind'])('finds what became of one output of %s', (name) => {
    const { id, samples } = thenOf(name).run
    const { readings } = store.run(id)
    for (const { raw } of samples.slice(0, 5))
      expect(store.reading(id, raw)).toEqual(readings.find(({ outputs }) => outputs[0]?.raw === raw))
  })

  it.each(names)('exports %s as a file that is read back as the same run', (name) => {
    const run = store.run(thenOf(name).run.id)
    const raw = (number: number) => store.readRaw(run.id, number)
    const { run: again } = parseJsonReport(renderJson({ run, findings: deriveFindings(run), raw }))
    expect(again).toEqual(run)
  })
})

describe('a run file that version 0.1.0 wrote', patient, () => {
  it.each(names)('is imported, and shows the same numbers: %s', (name) => {
    const store = openStore(':memory:')
    onTestFinished(() => {
      store[Symbol.dispose]()
    })
    const then = thenOf(name)
    const { runId } = importRun(store, unpacked(`${name}.json.gz`).toString())
    expect(runId).toBe(then.run.id)
    itSaysTheSame(deriveFindings(store.run(runId)), then)
  })
})

function itSaysTheSame(now: Findings, { findings: then }: Then): void {
  // What was measured is the same; how two are compared is not, and these runs have fewer rounds than that takes now.
  const measured = (cells: readonly Cell[]) => cells.map(({ flags, toBaseline, ...cell }) => cell)
  expect(measured(now.cells)).toEqual(measured(then.cells))
  const pairs = (some: readonly Pick<Findings['comparisons'][number], 'a' | 'b'>[]) =>
    some.map(({ a, b }) => ({ a, b }))
  expect(pairs(now.comparisons)).toEqual(pairs(then.comparisons))
  for (const { verdict, effect } of now.comparisons) expect(verdict === 'not-compared').toBe(effect.values.length < 6)
  const { evidence } = then
  expect(now.gaps).toEqual(evidence.gaps)
  expect(
    factsOf(now, policy).map(({ variant, facts: { enforcement, counts, cases } }) => ({
      ...{ variant, enforcement, counts },
      cases: cases.map(({ id, outcome, checks, enforced }) => [id, outcome, checks.length, enforced?.firstRightMs]),
    })),
  ).toEqual(
    evidence.policy.map(({ variant, enforcement, counts, cases }) => ({
      ...{ variant, enforcement, counts },
      cases: cases.map(({ id, outcome, tries, enforceMs }) => [
        // Names that have changed since.
        id === 'own' ? 'user' : id,
        outcome === 'shown' ? 'informational' : outcome,
        tries.length,
        enforceMs,
      ]),
    })),
  )
  expect(
    factsOf(now, wire).map(({ variant, facts: { encapsulation, overheadBytes, paths } }) => ({
      ...{ variant, encapsulation, overheadBytes },
      bytes: paths.map(({ stops }) => stops.map(({ bytes }) => bytes)),
    })),
  ).toEqual(
    evidence.wire.map(({ variant, encapsulation, overheadBytes, journeys }) => ({
      ...{ variant, encapsulation, overheadBytes },
      bytes: journeys.map(({ hops }) => hops.map(({ bytes }) => bytes)),
    })),
  )
  const counted = (verdicts: readonly string[]) =>
    ['agrees', 'differs', 'unknown'].map((one) => verdicts.filter((each) => each === one).length)
  expect(
    factsOf(now, datapath).map(({ variant, facts }) => [
      variant,
      counted(facts.observations.map(({ verdict }) => verdict)),
    ]),
  ).toEqual(
    evidence.datapath.map(({ variant, observations }) => [
      variant,
      counted(observations.map(({ verdict }) => verdict)),
    ]),
  )
  expect(factsOf(now, observability).map(({ variant, facts: { found, of } }) => [variant, found, of])).toEqual(
    evidence.observability.map(({ variant, found, of }) => [variant, found, of]),
  )
  expect(
    factsOf(now, footprint).map(({ variant, facts: { objectCount, imageBytes, readyMs } }) => ({
      variant,
      objectCount,
      imageBytes,
      readyMs,
    })),
  ).toEqual(
    evidence.footprint.map(({ variant, objectCount, imageBytes, readyMs }) => ({
      variant,
      objectCount,
      imageBytes,
      readyMs,
    })),
  )
}
