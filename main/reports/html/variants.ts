import type { RunRecord, VariantRecord } from '../../store/run-record.ts'
import { dataTable } from './table.ts'
import { html, type Markup } from './template.ts'

/** What each recipe asked for, and what was really installed. */
export function variantsSection({ variants }: RunRecord): Markup {
  const configured = dataTable(
    'Configured: what the recipe of each variant asks for',
    [
      { title: 'Variant' },
      { title: 'Datapath' },
      { title: 'Encapsulation' },
      { title: 'Encryption' },
      { title: 'CNI version' },
      { title: 'Kubernetes' },
    ],
    [
      {
        rows: variants.map(({ id, configured: { datapath, encapsulation, tunnelPort, encryption }, cluster }) => ({
          head: id,
          cells: [
            datapath,
            tunnelPort === undefined ? encapsulation : `${encapsulation}, UDP port ${String(tunnelPort)}`,
            encryption ?? 'none',
            cluster?.installed.cniVersion ?? '',
            cluster?.installed.kubernetes ?? '',
          ],
        })),
      },
    ],
  )
  return html`<section aria-labelledby="variants">
    <h2 id="variants">Variants</h2>
    ${configured}${variants.map(installed)}
  </section>`
}

function installed({ id, cluster }: VariantRecord): Markup {
  if (!cluster) return html`<p>${id}: no cluster was made.</p>`
  const { images, sources } = cluster.installed
  const none = html`<dd>none</dd>`
  return html`<details>
    <summary>${id}: nodes, images and sources</summary>
    <dl>
      <dt>Cluster</dt>
      <dd>${cluster.cluster}${cluster.reused && ', kept from before'}</dd>
      <dt>Nodes</dt>
      ${cluster.nodes.map(({ name, role, address }) => html`<dd>${name} (${role}) ${address}</dd>`)}
      <dt>Images</dt>
      ${Object.entries(images).map(([image, digest]) => html`<dd><code>${image}</code> <code>${digest}</code></dd>`)}${Object.keys(images).length === 0 && none}
      <dt>Sources</dt>
      ${sources.map(({ what, from, sha256 }) => html`<dd>${what}: <code>${from}</code> sha256 <code>${sha256}</code></dd>`)}${sources.length === 0 && none}
    </dl>
  </details>`
}
