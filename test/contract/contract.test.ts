import { describe, expect, it } from 'vitest'
import { LabChannel } from '../../main/api/client.ts'
import type { CallMessage, CallName } from '../../main/api/contract.ts'
import { dispatch } from '../../main/api/dispatch.ts'
import { handlersOf } from '../../main/api/handlers/index.ts'
import type { Handlers, Service } from '../../main/api/handlers/handlers.ts'
import { inputs } from '../../main/api/handlers/index.ts'
import { longestImport } from '../../main/api/limits.ts'
import { createLabService } from '../../main/api/lab-service.ts'
import { TaskRunner } from '../../main/lab/tasks/task-runner.ts'
import { LabError } from '../../main/system/errors.ts'
import { defaultPaths } from '../../main/system/paths.ts'
import { aStore } from '../unit/lab/run-lab.ts'
import { temporaryFolder } from '../unit/temporary-folder.ts'

const nothing = () => undefined
/** The compiler asks for a schema of every name and of no other. */
const callNames = Object.keys(inputs) as readonly CallName[]

function aService(): Service {
  const environment = { CNILAB_HOME: temporaryFolder() }
  return {
    paths: defaultPaths(environment),
    environment,
    store: aStore(),
    tasks: new TaskRunner(nothing),
    tell: nothing,
    machine: () => Promise.resolve({ concurrency: 1, sudo: false }),
    printPdf: () => Promise.resolve(new Uint8Array()),
  }
}

/** Handlers that tell whether they were asked. */
function watchedHandlers() {
  const asked: string[] = []
  const handlers = Object.fromEntries(callNames.map((name) => [name, () => asked.push(name)]))
  return { asked, handlers: handlers as unknown as Handlers }
}

const never = new AbortController().signal
const sorted = (names: readonly string[]) => names.toSorted()

describe('the contract', () => {
  it('has one schema, one handler and one method of the client for each call', () => {
    const sent: CallMessage[] = []
    const { client } = new LabChannel({ send: (message) => sent.push(message) })
    expect(sorted(Object.keys(handlersOf(aService())))).toEqual(sorted(callNames))
    for (const name of callNames) void (client[name] as (input: unknown) => unknown)(example(name))
    expect(sent.map(({ call, input }) => [call, input])).toEqual(callNames.map((name) => [name, example(name)]))
  })

  it.each(callNames)('lets nothing but its own input reach the handler of %s', async (call) => {
    const { asked, handlers } = watchedHandlers()
    for (const input of [null, 7, 'text', [], { unexpected: true }, { ...Object(example(call)), unexpected: true }])
      expect(await dispatch(handlers, { call, input }, never)).toMatchObject({
        ok: false,
        error: { code: 'bad-usage' },
      })
    expect(asked).toEqual([])
    expect(await dispatch(handlers, { call, input: example(call) }, never)).toMatchObject({ ok: true })
    expect(asked).toEqual([call])
  })

  it.each([
    ['run:open', { runId: '../../etc/passwd' }],
    ['run:open', { runId: 'a'.repeat(65) }],
    ['run:export', { runId: '20261123-191305-k3f9', format: 'exe' }],
    ['run:sample', { runId: '20261123-191305-k3f9', raw: 0 }],
    ['cluster:delete', { name: 'production' }],
    ['cluster:delete', { name: 'cnilab-$(reboot)' }],
    ['cluster:create', { variant: '--all' }],
    ['task:read', { id: 'x', tail: 10 }],
    ['task:read', { id: '123e4567-e89b-42d3-a456-426614174000', tail: 5_001 }],
    ['run:start', { ...(example('run:start') as object), rounds: 101 }],
    ['run:start', { ...(example('run:start') as object), variants: [] }],
    ['run:start', { ...(example('run:start') as object), durationS: 0.5 }],
    ['run:start', { ...(example('run:start') as object), ipFamily: 'ipv6' }],
    ['settings:write', { ...(example('settings:write') as object), concurrency: 9 }],
  ] as const)('refuses %s of %j, and says what is wrong with it', async (call, input) => {
    const { asked, handlers } = watchedHandlers()
    const result = await dispatch(handlers, { call, input }, never)
    const [[field] = []] = Object.entries(input).filter(([key]) => !result.ok && result.error.message.includes(key))
    expect(field).toBeDefined()
    expect(asked).toEqual([])
  })

  it('refuses an import that is longer than that of any run', async () => {
    const { handlers } = watchedHandlers()
    const text = 'x'.repeat(longestImport + 1)
    expect(await dispatch(handlers, { call: 'run:import', input: { text } }, never)).toMatchObject({ ok: false })
  })

  it.each(['run:format-disk', 'constructor', '__proto__', ''])(
    'refuses the call %j, which there is not',
    async (call) => {
      const { handlers } = watchedHandlers()
      const result = await dispatch(handlers, { call }, never)
      expect(result).toMatchObject({ ok: false, error: { code: 'bad-usage', message: 'there is no such call.' } })
    },
  )
})

describe('what a handler throws', () => {
  const throwing = (thrown: Error) =>
    dispatch(
      {
        ...watchedHandlers().handlers,
        'run:list': () => {
          throw thrown
        },
      },
      { call: 'run:list' },
      never,
    )

  it('comes back as the details of the error', async () => {
    const details = { code: 'no-engine', title: 'Cannot list', message: 'no engine.', hint: 'Start it.' } as const
    expect(await throwing(new LabError(details))).toEqual({ ok: false, error: details })
  })

  it('never shows a stack', async () => {
    const result = await throwing(new TypeError('x is not a function'))
    expect(result).toEqual({
      ok: false,
      error: { code: 'internal', title: 'Cannot answer run:list', message: 'x is not a function' },
    })
  })
})

describe('the service', () => {
  it('does not take for a call what is none', async () => {
    const environment = { CNILAB_HOME: temporaryFolder() }
    const service = createLabService({ paths: defaultPaths(environment), environment })
    const client = service.connect(nothing)
    const messages = [undefined, null, 'text', [], {}, { id: 1 }, { id: '1', call: 'run:list' }, { id: -1, call: 'x' }]
    expect(messages.map((message) => client.receive(message))).toEqual(messages.map(() => false))
    expect(client.receive({ id: 1, call: 'run:list' })).toBe(true)
    await service.shutdown({ clusters: 'delete' })
  })
})

/** An input that each call takes. */
function example(call: CallName): unknown {
  const runId = '20261123-191305-k3f9'
  const id = '123e4567-e89b-42d3-a456-426614174000'
  const choice = {
    runtime: 'kind',
    variants: ['kindnet'],
    probes: ['tcp-throughput'],
    paths: [],
    mode: 'quick',
    keep: false,
  }
  const examples: Readonly<Record<CallName, unknown>> = {
    'lab:describe': undefined,
    'plan:estimate': choice,
    'plan:check': choice,
    'run:start': {
      ...choice,
      variants: ['flannel/vxlan'],
      rounds: 2,
      durationS: 1,
      seed: 2 ** 32 - 1,
      ipFamily: 'dual',
    },
    'run:resume': { runId, keep: true },
    'run:list': undefined,
    'run:open': { runId },
    'run:sample': { runId, raw: 1 },
    'run:capture': { runId, raw: 3 },
    'run:log': { runId },
    'run:export': { runId, format: 'pdf' },
    'run:import': { text: '{}' },
    'run:delete': { runId },
    'run:compare': { a: runId, b: runId },
    'task:list': undefined,
    'task:read': { id, tail: 5_000 },
    'task:cancel': { id, clusters: 'keep' },
    'cluster:list': undefined,
    'cluster:create': { variant: 'cilium/vxlan' },
    'cluster:delete': { name: 'cnilab-cilium-vxlan-1a2b' },
    'cluster:prune': undefined,
    'cluster:access': { name: 'cnilab-kindnet-1a2b' },
    'cluster:terminal': { name: 'cnilab-kindnet-1a2b' },
    'doctor:examine': undefined,
    'settings:read': undefined,
    'settings:write': {
      version: 1,
      engine: 'auto',
      concurrency: 2,
      keepClusters: false,
      defaultMode: 'quick',
      notifyWhenDone: true,
    },
  }
  return examples[call]
}
