import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { catalogFromTestbed, readTestbed } from '../../../main/cnis/testbed-catalog.ts'
import { detailsOf } from '../error-details.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const aTestbed = (ciliumImages: readonly string[] = ['quay.io/cilium/cilium:v1.20.2']) => ({
  nodeImage: 'example/node:v1.34.4',
  kubernetes: 'v1.34.4',
  probeImage: 'docker.io/example/probe:1',
  tools: '/opt/bin',
  cniPlugins: '/opt/cni-plugins',
  cnis: {
    kindnet: {},
    flannel: { version: 'v0.28.10', manifest: '/opt/kube-flannel.yml', images: [] },
    calico: { version: 'v3.28.5', manifest: '/opt/calico.yaml', manifestVxlan: '/opt/calico-vxlan.yaml', images: [] },
    cilium: { version: 'v1.20.2', chart: '/opt/cilium.tgz', images: ciliumImages },
  },
})

describe('catalogFromTestbed', () => {
  it('takes everything from files, and one image for all probes', () => {
    expect(catalogFromTestbed(aTestbed())).toMatchObject({
      node: { image: 'example/node:v1.34.4', kubernetes: 'v1.34.4' },
      probes: { client: 'docker.io/example/probe:1', 'http-server': 'docker.io/example/probe:1' },
      cniPlugins: { folder: '/opt/cni-plugins' },
      flannel: { manifest: { file: '/opt/kube-flannel.yml' } },
      calico: { manifest: { file: '/opt/calico.yaml' }, manifestVxlan: { file: '/opt/calico-vxlan.yaml' } },
      cilium: { chart: { file: '/opt/cilium.tgz' } },
    })
  })

  it('turns Envoy off only where its image is missing', () => {
    expect(catalogFromTestbed(aTestbed()).cilium).toMatchObject({
      values: { envoy: { enabled: false }, extraConfig: { 'disable-envoy-version-check': 'true' } },
    })
    expect(catalogFromTestbed(aTestbed(['quay.io/cilium/cilium-envoy:v1'])).cilium).toHaveProperty('values', {})
  })
})

describe('readTestbed', () => {
  it.each(['', 'no JSON', '{}', '{"cnis":{}}'])('refuses a description such as "%s"', async (text) => {
    const file = join(temporaryFolder(), 'description.json')
    writeFileSync(file, text)
    expect(await detailsOf(() => readTestbed(file))).toMatchObject({ code: 'unreadable-catalog' })
  })

  it('refuses a description that is not there', async () => {
    const details = await detailsOf(() => readTestbed(join(temporaryFolder(), 'none.json')))
    expect(details.code).toBe('unreadable-catalog')
    expect(details.hint).toContain('TESTBED')
  })
})
