import { describe, expect, it } from 'vitest'
import { kindnetRouted as kindnet } from '../../../main/cnis/kindnet/routed.ts'
import { pinnedCatalog } from '../../../main/cnis/pins.ts'

describe('the recipe of kindnet', () => {
  it('leaves everything to kind and waits for its DaemonSet', () => {
    expect(kindnet.recipe(pinnedCatalog, 'ipv4').install).toEqual({
      by: 'runtime',
      rollouts: [{ kind: 'DaemonSet', namespace: 'kube-system', name: 'kindnet' }],
    })
  })
})
