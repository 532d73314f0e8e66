import type { KubernetesApi, Manifest, PodExecResult } from '../../../../main/clusters/cluster.ts'
import type { ProbeContext } from '../../../../main/probes/probe.ts'
import type { ClusterModel } from '../../../../main/policy-model/cluster-model.ts'
import { namespaces } from '../../../../main/probes/policy/cases/policies.ts'
import type { Fixture } from '../../../../main/probes/policy/fixture.ts'
import { greeting } from '../../../../main/probes/policy/serve-script.ts'
import { LabError } from '../../../../main/system/errors.ts'

export const labError = (title: string, message: string) => new LabError({ code: 'cluster-failed', title, message })

const pathOf = ({ kind, metadata: { namespace = '', name } }: Manifest) =>
  kind === 'NetworkPolicy'
    ? `/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies/${name}`
    : `/${kind}/${namespace}/${name}`

/** An API that keeps what it is given, and writes down what is asked of it. */
export function fakeKubernetes(apply: (object: Manifest) => void = () => undefined) {
  const there = new Map<string, Manifest>()
  const deleted: string[] = []
  const kubernetes: KubernetesApi = {
    images: { client: 'client', 'http-server': 'http-server' },
    apply: (objects) => {
      return Promise.resolve().then(() => {
        for (const object of objects) {
          apply(object)
          there.set(pathOf(object), object)
        }
      })
    },
    delete: (objects) => {
      for (const object of objects) {
        deleted.push(`${object.kind} ${object.metadata.name}`)
        there.delete(pathOf(object))
        if (object.kind === 'Namespace') there.delete(`/api/v1/namespaces/${object.metadata.name}`)
      }
      return Promise.resolve()
    },
    get: (path) => {
      const items = [...there].flatMap(([key, object]) => (key.startsWith(`${path}/`) ? [object] : []))
      const found = there.get(path)
      if (path === '/api/v1/namespaces') return Promise.resolve(JSON.stringify({ items }))
      if (path.endsWith('/networkpolicies')) return Promise.resolve(JSON.stringify({ items }))
      return Promise.resolve(found && JSON.stringify(found))
    },
    exec: () => Promise.reject(new Error('not of this test')),
  }
  return { kubernetes, there, deleted }
}

export const context = (signal = new AbortController().signal) => {
  let raw = 0
  const kept: ProbeContext['record'] = async (_part, _command, run) => {
    raw += 1
    return { ...(await run()), raw, startedAtMs: 0, durationMs: 1 }
  }
  return { record: kept, signal, log: () => undefined, seed: 1 } as unknown as ProbeContext
}

const pod = (namespace: string, name: string, address: string) => ({
  ...{ namespace, name, address, labels: { pod: name }, node: `node-${name}`, hostNetwork: false },
  ports: [{ name: 'web', protocol: 'TCP', port: 80 } as const],
})

export const model: ClusterModel = {
  namespaces: ['cnilab-x', 'cnilab-y'].map((name) => ({ name, labels: {} })),
  pods: [pod('cnilab-x', 'a', '10.0.0.1'), pod('cnilab-y', 'b', '10.0.0.2')],
  nodes: [],
}

/** What a Pod's script prints when each of its targets is met in the same way. */
export const printed = (lines: readonly string[]): PodExecResult => ({
  stdout: ['begun', ...lines].join('\n'),
  stderr: '',
  exitCode: 0,
})
export const answered = (by: string) => printed([`0|0|${greeting} ${by} 10.0.0.9`])
export const silence = printed(['0|1|socat[1] E connecting to AF=2 10.0.0.1:80: Connection timed out'])

export const fixtureWith = (exec: () => Promise<PodExecResult>): Fixture =>
  ({
    names: new Map(namespaces.map((name) => [name, name])),
    model,
    outside: { address: '192.0.2.1' },
    dns: '',
    pods: [],
    image: 'client',
    dialer: { exec, dial: ({ port }: { port: number }) => ({ how: 'TCP', address: '10.0.0.1', port }) },
  }) as unknown as Fixture
