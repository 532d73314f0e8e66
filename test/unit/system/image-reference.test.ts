import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalReference } from '../../../main/system/image-reference.ts'

describe('canonicalReference', () => {
  it.each([
    ['nginx', 'docker.io/library/nginx:latest'],
    ['nginx:1.30.0-alpine', 'docker.io/library/nginx:1.30.0-alpine'],
    ['docker.io/nginx:1', 'docker.io/library/nginx:1'],
    ['calico/node:v3.28.5', 'docker.io/calico/node:v3.28.5'],
    ['ghcr.io/flannel-io/flannel:v0.28.10', 'ghcr.io/flannel-io/flannel:v0.28.10'],
    ['localhost/probe', 'localhost/probe:latest'],
    ['registry:5000/probe', 'registry:5000/probe:latest'],
    [`quay.io/cilium/cilium@sha256:${'a'.repeat(64)}`, `quay.io/cilium/cilium@sha256:${'a'.repeat(64)}`],
  ])('spells %s out', (reference, canonical) => {
    expect(canonicalReference(reference)).toBe(canonical)
  })

  it('leaves what is spelled out as it is', () => {
    const part = fc.stringMatching(/^[a-z0-9]{1,8}$/)
    const reference = fc
      .tuple(
        fc.constantFrom('', 'docker.io/', 'localhost/', 'ghcr.io/', 'registry:5000/'),
        fc.array(part, { minLength: 1, maxLength: 3 }),
        fc.constantFrom('', ':1.0', `@sha256:${'0'.repeat(64)}`),
      )
      .map(([registry, path, tag]) => registry + path.join('/') + tag)
    fc.assert(
      fc.property(reference, (each) => {
        const once = canonicalReference(each)
        expect(canonicalReference(once)).toBe(once)
      }),
    )
  })
})
