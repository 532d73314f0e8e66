import { checkBaseline, updatedBaseline } from './baseline.ts'
import { inSuiteOrder, recordOf, type PolicyCaseSpec } from './cases/case.ts'
import { runEstablished } from './established.ts'
import { runFirstPackets } from './first-packets.ts'
import type { Fixture } from './fixture.ts'
import type { Answers } from './parse-observation.ts'
import { observedDenial, type Established, type PolicyRecord, type RecordedCase } from './record.ts'
import { runCase, type Suite } from './run-case.ts'
import { runUserPolicies } from './user-policies/run-user-policies.ts'

/** Cases that run one after the other, beside those of other lanes. */
export interface Lane {
  readonly fixture: Fixture
  readonly specs: readonly PolicyCaseSpec[]
}

type Parts = Pick<Suite, 'context' | 'kubernetes'>

interface Ran {
  readonly case: RecordedCase
  readonly established?: Established
}

/** All cases, and then a person's own policies alone. Nothing is tried where not all is allowed without policies. */
export async function runSuite(lanes: readonly Lane[], parts: Parts): Promise<PolicyRecord> {
  const { context } = parts
  const fixture = lanes[0]?.fixture
  if (!fixture) throw new Error('a suite needs a lane')
  const baselines = await together(lanes, (lane) => checkBaseline(lane.specs, { context, fixture: lane.fixture }))
  const isClean = baselines.every((each) => each.isClean)
  const ran = isClean
    ? await runLanes(
        lanes,
        baselines.map(({ answers }) => answers),
        parts,
      )
    : lanes
        .flatMap(({ specs }) => specs)
        .map((spec): Ran => ({ case: recordOf(spec, { state: 'skipped', steps: [] }) }))
  const cases = ran.map((each) => each.case).toSorted(inSuiteOrder)
  const { userPolicies } = context
  if (userPolicies !== undefined && isClean)
    cases.push(await runUserPolicies(userPolicies, { ...parts, fixture, neverEnforced: isNeverEnforced(cases) }))
  return {
    ...{ model: fixture.model, outside: fixture.outside.address, outside6: fixture.outside6 },
    baseline: baselines.flatMap(({ checks }) => checks),
    ...{ cases, established: ran.find((each) => each.established)?.established, sideBySide: lanes.length },
  }
}

/** The first case of each lane, with all the time it needs: they tell whether anything is enforced. Then the rest. */
async function runLanes(lanes: readonly Lane[], baselines: readonly Answers[], parts: Parts): Promise<readonly Ran[]> {
  const ran: Ran[] = []
  const runs = lanes.map(({ fixture, specs }, index) => ({
    specs,
    run: inTurn(baselines[index] ?? new Map(), async (spec: PolicyCaseSpec, baseline: Answers) => {
      const neverEnforced = isNeverEnforced(ran.map((each) => each.case))
      const one = await runOne(spec, { ...parts, fixture, baseline, neverEnforced })
      ran.push(one)
      parts.context.log(`${spec.id}: ${spec.title}`)
      return one.case
    }),
  }))
  await together(runs, ({ specs, run }) => run(specs.slice(0, 1)))
  await together(runs, ({ specs, run }) => run(specs.slice(1)))
  return ran
}

/** One after the other; what is allowed without policies is taken from the end of the case before. */
function inTurn(before: Answers, run: (spec: PolicyCaseSpec, baseline: Answers) => Promise<RecordedCase>) {
  let baseline = before
  return async (specs: readonly PolicyCaseSpec[]): Promise<void> => {
    for (const spec of specs) baseline = updatedBaseline(baseline, await run(spec, baseline))
  }
}

/** For all at once. Where one fails the others come to their end, so that nothing is done any more when this throws. */
async function together<T, R>(items: readonly T[], run: (item: T) => Promise<R>): Promise<readonly R[]> {
  const ended = await Promise.allSettled(items.map(run))
  return ended.map((each) => {
    if (each.status === 'rejected') throw each.reason
    return each.value
  })
}

async function runOne(spec: PolicyCaseSpec, suite: Suite): Promise<Ran> {
  switch (spec.run) {
    case undefined:
      return { case: await runCase(spec, suite) }
    case 'first-packets':
      return { case: await runFirstPackets(spec, suite) }
    case 'established':
      return runEstablished(spec, suite)
  }
}

/** After three cases in which nothing was denied that was allowed before. */
const isNeverEnforced = (cases: readonly RecordedCase[]) =>
  cases.filter(({ state }) => state === 'checked').length >= 3 && !cases.some(observedDenial)
