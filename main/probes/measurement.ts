import type { ContainerSpec } from '../clusters/cluster.ts'
import { execInPod } from './exec-in-pod.ts'
import { checkEnd } from './exit-code.ts'
import { numbersSchema, type Numbers } from './numbers.ts'
import type { Intensity, Probe, ProbeContext, Target } from './probe.ts'
import { route } from './route.ts'

/** A command ends itself at its deadline; after this much more its connection counts as dead. */
const lateMs = 15_000
/** Getting into the Pod, connecting, and out of it. */
const aroundMs = 250
/** A deadline allows each request ten times what it takes where all is slow. */
const requestSlack = 10

export interface ClientOptions {
  readonly caseId: string
  readonly target: Target
  /** The same path to another server. @param port of its own */
  readonly beside: (port: number) => Target
  readonly intensity: Intensity
}

/** A probe that runs one program in a client Pod against a server of its own, and reads numbers from what it prints. */
export interface Measurement
  extends
    Pick<Probe, 'id' | 'title' | 'question' | 'paths' | 'cases' | 'metrics'>,
    Required<Pick<Probe, 'check'>>,
    Pick<Partial<Probe>, 'yields' | 'scorecard' | 'onWish'> {
  readonly server: ContainerSpec & { readonly port: number }
  /** What measures, where a shell runs it; else the first word of the command. */
  readonly program?: string
  /** Command of one execution, run in a Pod of the image role `client`. */
  client(options: ClientOptions): readonly string[]
  /** How long one execution may take before it counts as hung. */
  deadlineMs(intensity: Intensity): number
  /** How long one execution usually works; from its deadline unless given. */
  workMs?(intensity: Intensity): number
  /** Reads the client's standard output. @throws LabError `unparsable-output` | `probe-failed` */
  parse(stdout: string): Numbers
}

/** A measurement as a probe: its record is its numbers, and they speak for themselves. */
export const defineMeasurement = <const M extends Measurement>(measurement: M): Probe<Numbers> & M => ({
  ...measurement,
  yields: measurement.yields ?? 'distribution',
  needs: [],
  repeat: 'each-round',
  record: numbersSchema,
  servers: [measurement.server],
  typicalMs: (intensity) => aroundMs + workMs(measurement, intensity),
  run: (context) => measure(measurement, context),
  numbers: (record) => record,
})

async function measure(measurement: Measurement, context: ProbeContext): Promise<Numbers> {
  const { key, probePods, intensity, signal } = context
  const { from, target } = route(probePods, key.path, measurement.server.port)
  const beside = (port: number) => route(probePods, key.path, port).target
  const command = measurement.client({ caseId: key.caseId, target, beside, intensity })
  const deadlineMs = measurement.deadlineMs(intensity)
  // Kubernetes cannot end what it runs in a Pod, so that the command must end itself.
  const argv = ['timeout', '-s', 'KILL', String(Math.ceil(deadlineMs / 1000)), ...command]
  const output = await context.record('client', command, () => execInPod(from, argv, deadlineMs + lateMs, signal))
  const program = measurement.program ?? command[0] ?? measurement.id
  checkEnd(program, deadlineMs, output)
  const numbers = measurement.parse(output.stdout)
  for (const { metric, value } of numbers.leftOut ?? [])
    context.log(`${program} printed ${String(value)} as ${metric}, which cannot be true: left out`)
  return numbers
}

/** What grows with the duration takes as long as the deadline says, what grows with the requests a tenth. */
function workMs({ deadlineMs, workMs }: Pick<Measurement, 'deadlineMs' | 'workMs'>, intensity: Intensity): number {
  if (workMs) return workMs(intensity)
  const { durationS, requests } = intensity
  const slackMs = deadlineMs({ durationS: 0, requests: 0 })
  const timedMs = deadlineMs({ durationS, requests: 0 }) - slackMs
  const countedMs = deadlineMs({ durationS: 0, requests }) - slackMs
  return timedMs + countedMs / requestSlack
}
