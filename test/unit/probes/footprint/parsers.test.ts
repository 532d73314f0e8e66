import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readMetadata } from '../../../../main/probes/footprint/list-objects.ts'
import { isOf } from '../../../../main/probes/footprint/ownership.ts'
import { imageBytes, memoryOf } from '../../../../main/probes/footprint/sizes.ts'
import { LabError } from '../../../../main/system/errors.ts'
import { mutationsOf } from '../mutations.ts'

describe('whose an object is', () => {
  it('is told by name, namespace, label or API group', () => {
    expect(isOf('calico', 'DaemonSet', { name: 'calico-node', namespace: 'kube-system' })).toBe(true)
    expect(isOf('calico', 'CustomResourceDefinition', { name: 'ippools.crd.projectcalico.org' })).toBe(true)
    expect(isOf('cilium', 'CustomResourceDefinition', { name: 'ippools.crd.projectcalico.org' })).toBe(false)
    expect(isOf('cilium', 'Service', { name: 'x', labels: { 'app.kubernetes.io/part-of': 'cilium' } })).toBe(true)
    expect(isOf('flannel', 'ConfigMap', { name: 'x', namespace: 'kube-flannel' })).toBe(true)
    expect(isOf('flannel', 'Namespace', { name: 'kube-flannel' })).toBe(true)
  })

  it('is not the CNI’s where Kubernetes made it, or it belongs to something else', () => {
    expect(isOf('flannel', 'ConfigMap', { name: 'kube-root-ca.crt', namespace: 'kube-flannel' })).toBe(false)
    expect(isOf('kindnet', 'ClusterRole', { name: 'cluster-admin' })).toBe(false)
    expect(isOf('cilium', 'DaemonSet', { name: 'kube-proxy', namespace: 'kube-system' })).toBe(false)
  })
})

describe('sizes', () => {
  const nodes = {
    items: [
      { metadata: { name: 'a' }, status: { images: [{ names: ['docker.io/calico/node:v3.28.5'], sizeBytes: 7 }] } },
      { metadata: { name: 'b' }, status: {} },
    ],
  }

  it('are found by any way to write an image’s name', () => {
    expect(imageBytes('calico/node:v3.28.5', nodes)).toBe(7)
    expect(imageBytes('calico/node:v3.28.5@sha256:0011', nodes)).toBe(7)
    expect(imageBytes('quay.io/calico/node:v3.28.5', nodes)).toBeUndefined()
  })

  it('of memory are those of the Pod of that name and namespace', () => {
    const summary = { pods: [{ podRef: { name: 'p', namespace: 'n' }, memory: { workingSetBytes: 5 } }] }
    expect(memoryOf('p', 'n', [summary])).toBe(5)
    expect(memoryOf('p', 'other', [summary])).toBeUndefined()
  })
})

describe('metadata of a list', () => {
  const list = '{"items":[{"metadata":{"name":"s","namespace":"n"},"data":{"key":"c2VjcmV0"}}]}'

  it('leaves the contents out', () => {
    expect(JSON.stringify(readMetadata(list))).toBe('[{"name":"s","namespace":"n"}]')
  })

  it('is read or refused without showing the contents, however it is damaged', () => {
    fc.assert(
      fc.property(mutationsOf(list), (text) => {
        try {
          return Array.isArray(readMetadata(text))
        } catch (error) {
          return error instanceof LabError && !JSON.stringify(error.details).includes('c2VjcmV0')
        }
      }),
    )
  })
})
