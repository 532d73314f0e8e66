import { describe, expect, it, vi } from 'vitest'
import { readNetworkPolicies } from '../../../main/policy-model/network-policy.ts'
import { decodeText } from '../../../main/system/decode-text.ts'
import { readFileSync } from 'node:fs'
import { fixture, fixtureFile } from '../fixture.ts'
import { LabError } from '../../../main/system/errors.ts'

const read = (name: string) => readNetworkPolicies(fixture(`network-policies/${name}`))
const namesIn = (name: string) => read(name).policies.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)
const refusalOf = (yaml: string) => {
  try {
    readNetworkPolicies(yaml)
  } catch (error) {
    if (error instanceof LabError) return error.details
    throw error
  }
  throw new Error('it was read')
}
const refusalOfFile = (name: string) => refusalOf(fixture(`network-policies/${name}`))

const policy = (spec: string, metadata = '{name: it}') =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: ${metadata}\nspec: ${spec}\n`
const withLabel = (value: string) => policy(`{podSelector: {matchLabels: {access: ${value}}}}`)

describe('lists', () => {
  it('takes the kind of items from a typed list, as the API gives them', () => {
    expect(namesIn('list-of-the-api.json')).toEqual(['shop/shop-default-deny', 'shop/cart-from-web'])
    expect(namesIn('list-of-kubectl.yaml')).toEqual(['shop/shop-default-deny'])
  })

  it('does so of a list within a list, and leaves the kind of items that have one', () => {
    const items = '[{metadata: {name: a}, spec: {}}, {apiVersion: v1, kind: Pod, metadata: {name: b}}]'
    const inner = `{apiVersion: networking.k8s.io/v1, kind: NetworkPolicyList, items: ${items}}`
    const { policies, leftOut } = readNetworkPolicies(`{apiVersion: v1, kind: List, items: [${inner}]}`)
    expect({ names: policies.map(({ metadata }) => metadata.name), leftOut }).toEqual({
      names: ['a'],
      leftOut: ['Pod b'],
    })
  })

  it('refuses the items of an old list by their group, and of a plain list without a kind', () => {
    const items = 'items: [{metadata: {name: a}}]'
    expect(refusalOf(`{apiVersion: extensions/v1beta1, kind: NetworkPolicyList, ${items}}`).message).toBe(
      'Document 1, item 1 is a extensions/v1beta1 NetworkPolicy.',
    )
    expect(refusalOf(`{apiVersion: v1, kind: List, ${items}}`).message).toMatch(/item 1 is no Kubernetes object/)
  })
})

describe('merge keys', () => {
  it('count, in metadata, in labels and across the items of a list', () => {
    expect(namesIn('merge-in-metadata.yaml')).toEqual(['payments/ledger-shut'])
    expect(namesIn('list-with-merged-metadata.yaml')).toEqual(['payments/deny-in', 'payments/allow-from-ledger'])
    expect(read('merge-in-labels.yaml').policies[0]?.spec.podSelector.matchLabels).toEqual({
      'app.kubernetes.io/part-of': 'storefront',
      'app.kubernetes.io/instance': 'blue',
      'app.kubernetes.io/name': 'api',
    })
    expect(namesIn('aliases-only.yaml')).toEqual(['storefront/peers-only'])
  })
})

describe('encodings', () => {
  it.each(['plain', 'utf16le-bom-crlf', 'utf8-bom-crlf'])('reads %s', (name) => {
    const decoded = decodeText(readFileSync(fixtureFile(`network-policies/${name}.yaml`)))
    expect('text' in decoded && readNetworkPolicies(decoded.text).policies).toHaveLength(1)
  })

  it('reads UTF-16 of the other order, and names what it cannot read', () => {
    const bytes = Buffer.from(`\uFEFF${policy('{}')}`, 'utf16le').swap16()
    const decoded = decodeText(bytes)
    expect('text' in decoded && readNetworkPolicies(decoded.text).policies).toHaveLength(1)
    for (const bytes of [Buffer.from('kind: A', 'utf16le'), Buffer.from([0x6b, 0xfc, 0x0a]), Buffer.from([0x1f, 0x8b])])
      expect(decodeText(bytes)).toEqual({ problem: expect.stringContaining('UTF-8') as unknown })
  })
})

describe('scalars', () => {
  it.each([
    ...['yes', 'on', 'y', 'n', 'true', 'Off', 'NO'],
    ...['1_000', '0b101', '007', '017', '0o17', '0x1f', '1e5', '1.10', '+7'],
  ])('refuses a label of %s, which is no text to kubectl', (value) => {
    expect(refusalOf(withLabel(value)).message).toMatch(/must be a string: put it in quotes/)
  })

  it('refuses a label without a value, and takes dates and what is in quotes', () => {
    for (const value of ['~', 'null']) expect(refusalOf(withLabel(value)).message).toMatch(/put it in quotes/)
    for (const value of ['2026-01-02', '"yes"', "'1_000'", 'nay'])
      expect(readNetworkPolicies(withLabel(value)).policies).toHaveLength(1)
  })

  it.each([
    ['port-octal.yaml', 80],
    ['port-underscore.yaml', 8080],
  ])('%s is the port %i', (file, port) => {
    expect(read(file).policies[0]?.spec.ingress?.[0]?.ports?.[0]?.port).toBe(port)
  })
})

describe('texts that were not rendered', () => {
  it.each([
    ['envsubst.yaml', '${NAMESPACE}', /envsubst/],
    ['helm-template.yaml', '{{- if .Values.networkPolicies.enabled }}', /helm template/],
    ['helm-values-only.yaml', '{{ .Release.Namespace }}', /helm template/],
  ])('%s is named as such, with what stands there', (file, shown, hint) => {
    const warned = vi.spyOn(process, 'emitWarning')
    const details = refusalOfFile(file)
    expect(details.message).toContain(shown)
    expect(details.hint).toMatch(hint)
    expect(warned).not.toHaveBeenCalled()
  })

  it.each([
    ['a Helm label', policy('{podSelector: {matchLabels: {app: "{{ $.Values.app }}"}}}'), /Helm/],
    [
      'a Helm block',
      policy('{}', '\n  name: a\n  {{- with .Values.labels }}\n  labels: {{ toYaml . }}\n  {{- end }}'),
      /Helm/,
    ],
    ['Jinja', `{% for each in names %}\n${policy('{}', '{name: "{{ each }}"}')}{% endfor %}\n`, /template/],
    ['a shell’s variable', policy('{}', '\n  name: a\n  namespace: $NAMESPACE'), /\$NAMESPACE/],
    ['a default of the shell', policy('{podSelector: {matchLabels: {app: "${APP:-web}"}}}'), /\$\{APP:-web\}/],
    ['a variable of kustomize', policy('{}', '{name: a, namespace: $(NAMESPACE)}'), /kustom/],
  ])('%s', (_, yaml, message) => {
    expect(refusalOf(yaml).message).toMatch(message)
  })

  it('leaves braces alone where the file is a good one', () => {
    const yaml = `# {{ .Values.gone }}\n${policy('{}', '{name: a, annotations: {rule: "{{ $labels.pod }} ${x}"}}')}`
    expect(readNetworkPolicies(yaml).policies).toHaveLength(1)
    expect(refusalOf(`# {{ .Values.gone }}\n${policy('{podSelektor: {}}')}`).message).toMatch(/podSelektor/)
  })
})

describe('objects of other kinds', () => {
  it('are left out, and told', () => {
    const { policies, leftOut } = read('kustomize-output.yaml')
    expect(policies).toHaveLength(1)
    expect(leftOut).toEqual(['Service shop/web', 'Deployment shop/web'])
  })

  it('alone are refused, by name', () => {
    expect(refusalOf('apiVersion: v1\nkind: Service\nmetadata: {name: web}').message).toBe(
      'there is none, only Service web.',
    )
  })

  it.each([
    ['old-group.yaml', 'extensions/v1beta1 NetworkPolicy'],
    ['a policy of Cilium', 'cilium.io/v2 CiliumNetworkPolicy'],
    ['a policy of Calico', 'projectcalico.org/v3 GlobalNetworkPolicy'],
    ['a policy of administrators', 'policy.networking.k8s.io/v1alpha2 ClusterNetworkPolicy'],
  ])('%s is refused by name: without it the others say something else', (name, shown) => {
    const [apiVersion = '', kind = ''] = shown.split(' ')
    const yaml = `${policy('{}')}---\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\n`
    expect((name.endsWith('.yaml') ? refusalOfFile(name) : refusalOf(yaml)).message).toContain(shown)
  })
})

describe('what is read as it is written', () => {
  it.each([
    ['misindented.yaml', /spec\.ingress\.0\.from\.0|spec\.egress\.0/],
    ['tabs.yaml', /line 4/],
    ['null-alone.yaml', /must name a peer/],
  ])('%s is refused, and the place named', (file, message) => {
    expect(refusalOfFile(file).message).toMatch(message)
  })

  it('takes a null selector beside another for none, and two selectors in one entry for both', () => {
    expect(read('null-beside-pods.yaml').policies[0]?.spec.ingress?.[0]?.from?.[0]).toEqual({
      podSelector: { matchLabels: { app: 'front' } },
    })
    expect(read('swallowed-list-item.yaml').policies[0]?.spec.ingress?.[0]?.from).toHaveLength(1)
    expect(read('empty-forms.yaml').policies).toHaveLength(5)
    expect(namesIn('internet-only.yaml')).toEqual(['updater/updater'])
    expect(namesIn('host-bits.yaml')).toEqual(['lab/host-bits'])
  })
})
