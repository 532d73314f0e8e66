import { describe, expect, it } from 'vitest'
import { applyCni } from '../../../../main/clusters/kind/apply-cni.ts'
import type { Manifest } from '../../../../main/cnis/recipe.ts'
import { Cancelled } from '../../../../main/system/errors.ts'

const { signal } = new AbortController()
const definition: Manifest = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'felixconfigurations.crd.projectcalico.org' },
  spec: { group: 'crd.projectcalico.org', names: { kind: 'FelixConfiguration' } },
}
const configuration: Manifest = {
  apiVersion: 'crd.projectcalico.org/v1',
  kind: 'FelixConfiguration',
  metadata: { name: 'default' },
}
const daemonSet: Manifest = { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'calico-node' } }

/** An API server that answers the question for a group's kinds as told, one answer a question. */
function aServer(answers: readonly (readonly string[] | undefined)[]) {
  const did: string[] = []
  const left = [...answers]
  return {
    did,
    apply: (objects: readonly Manifest[]) => {
      did.push(`apply ${objects.map(({ kind }) => kind).join(',')}`)
      return Promise.resolve()
    },
    get: (path: string) => {
      did.push(`get ${path}`)
      const kinds = left.shift()
      return Promise.resolve(kinds && JSON.stringify({ resources: kinds.map((kind) => ({ kind })) }))
    },
  }
}

describe('applying a CNI', () => {
  it('waits with objects of its own kinds until the API server knows the kinds', async () => {
    const server = aServer([undefined, ['IPPool'], ['IPPool', 'FelixConfiguration']])
    await applyCni(server, [configuration, definition, daemonSet], signal)
    const get = 'get /apis/crd.projectcalico.org/v1'
    expect(server.did).toEqual(['apply CustomResourceDefinition,DaemonSet', get, get, get, 'apply FelixConfiguration'])
  })

  it('asks nothing where a CNI brings no objects of its own kinds', async () => {
    const server = aServer([])
    await applyCni(server, [definition, daemonSet], signal)
    expect(server.did).toEqual(['apply CustomResourceDefinition,DaemonSet'])
  })

  it('ends the wait when it is cancelled', async () => {
    const cancelling = new AbortController()
    const server = aServer([])
    const get = (path: string) => {
      cancelling.abort(new Cancelled())
      return server.get(path)
    }
    const applying = applyCni({ ...server, get }, [definition, configuration], cancelling.signal)
    await expect(applying).rejects.toBeInstanceOf(Cancelled)
    expect(server.did).not.toContain('apply FelixConfiguration')
  })
})
