import type { Block, Sign } from '../../../main/blocks/block.ts'

const good: Sign = { symbol: '✓', title: 'as specified', tone: 'good' }
const bad: Sign = { symbol: '○', title: 'not enforced', tone: 'bad' }
const columns = ['flannel/vxlan', 'cilium/vxlan'].map((title) => ({ title, variant: title }))

/** One block of each kind, each with everything that a block may have. */
export const everyBlock: readonly Block[] = [
  {
    kind: 'stat',
    items: [
      { title: 'Overhead', value: '50 B a packet', note: 'VXLAN over IPv4' },
      { title: 'Enforcement', value: { text: good.title, sign: good }, variant: 'cilium/vxlan' },
    ],
  },
  {
    kind: 'table',
    caption: 'Encryption of Pod traffic',
    columns: [{ title: 'Variant' }, { title: 'Bytes', align: 'number', dispensable: 1 }, { title: 'In words' }],
    groups: [
      {
        title: 'Between nodes',
        rows: [
          {
            head: 'flannel/vxlan',
            variant: 'flannel/vxlan',
            cells: [
              { text: '1 450', share: 0.5 },
              [
                { text: 'in the clear', tone: 'warn', note: 'as configured' },
                { text: 'eth0', isCode: true },
              ],
            ],
          },
        ],
      },
    ],
    legend: [good],
  },
  {
    kind: 'table',
    caption: 'Cases of the suite',
    columns: [{ title: 'Case' }, ...columns],
    shows: 'symbols',
    groups: [
      {
        title: 'NetworkPolicy',
        rows: [
          {
            head: '1 Nothing may come in',
            cells: [
              {
                text: bad.title,
                sign: bad,
                detail: {
                  title: 'Case 1 on flannel/vxlan',
                  description: 'Three connections were checked.',
                  inReports: true,
                  blocks: [{ kind: 'excerpt', title: 'Policies', text: 'kind: NetworkPolicy' }],
                },
              },
              {
                text: good.title,
                sign: good,
                detail: { title: 'For the page alone', inReports: false, blocks: [] },
              },
            ],
          },
        ],
      },
    ],
    legend: [good, bad],
  },
  {
    kind: 'table',
    caption: 'What the nodes show',
    columns: [{ title: 'What' }, ...columns],
    groups: [{ rows: [{ head: 'Network device', cells: [{ text: 'flannel.1', sign: good }, ''] }] }],
  },
  {
    kind: 'chart',
    title: 'Throughput by size',
    charts: [
      {
        title: 'Sizes',
        chart: {
          as: 'lines',
          x: { title: 'size', unit: 'B', isLog: true },
          y: { title: 'throughput', unit: 'Gbit/s' },
          lines: columns.map(({ title: variant }) => ({
            variant,
            points: [
              { x: 64, y: 1, low: 0.9, high: 1.1 },
              { x: 1024, y: 8.2, low: 8, high: 8.5 },
            ],
          })),
        },
      },
      {
        title: 'Whole',
        chart: {
          as: 'bars',
          unit: 'Gbit/s',
          better: 'higher',
          groups: [
            {
              title: 'pod-service',
              bars: [
                { variant: 'cilium/vxlan', value: 8.2, low: 8, high: 8.5, dots: [8, 8.2, 8.5], text: '8.20 Gbit/s' },
              ],
            },
          ],
        },
      },
    ],
    table: {
      kind: 'table',
      caption: 'Throughput, Gbit/s',
      columns: [{ title: 'Variant' }, { title: 'Median', align: 'number' }],
      groups: [{ rows: [{ head: 'cilium/vxlan', cells: ['8.20'] }] }],
    },
  },
  {
    kind: 'packet-path',
    title: 'Between nodes',
    from: 'client',
    to: 'server',
    sentence: 'It travels in VXLAN.',
    notes: ['Seen on the node’s link.'],
    stops: [
      {
        place: 'client',
        interface: 'eth0',
        kind: 'pod',
        direction: 'out',
        afterUs: 0,
        bytes: 60,
        isReadable: true,
        isWrapped: false,
        headers: [{ protocol: 'TCP', from: '10.244.1.2:4000', to: '10.244.2.2:8080', detail: 'SYN' }],
      },
      {
        place: 'cnilab-worker',
        interface: 'eth0',
        kind: 'node-link',
        direction: 'out',
        afterUs: 31.4,
        bytes: 110,
        isReadable: true,
        isWrapped: true,
        headers: [
          { protocol: 'UDP', from: '172.18.0.3', to: '172.18.0.4' },
          { protocol: 'VXLAN', detail: 'VNI 1' },
          { protocol: 'TCP' },
        ],
      },
    ],
  },
  { kind: 'excerpt', title: 'Devices', source: 'ip -d link', text: '7: flannel.1: <BROADCAST> mtu 1450' },
  { kind: 'prose', as: 'list', texts: [{ text: 'Enforces every case.', variant: 'cilium/vxlan' }], tone: 'warn' },
  {
    kind: 'prose',
    as: 'paragraphs',
    texts: ['Nothing else was checked.', { text: 'See the policies', to: 'policy', option: 'cilium/vxlan' }],
  },
  {
    kind: 'error',
    what: 'Policies on kindnet',
    variant: 'kindnet',
    error: {
      code: 'probe-failed',
      title: 'Cannot check policies',
      message: 'the Pods did not start.',
      hint: 'Try again.',
      command: 'kubectl get pods',
      stderrTail: 'pending',
    },
    note: 'This says nothing about the CNI.',
  },
  {
    kind: 'section',
    title: 'In short',
    isFolded: false,
    blocks: [{ kind: 'prose', as: 'paragraphs', texts: ['Shown.'] }],
  },
  {
    kind: 'section',
    title: 'All executions',
    isFolded: true,
    blocks: [{ kind: 'prose', as: 'paragraphs', texts: ['Folded.'] }],
  },
  {
    kind: 'choice',
    label: 'Variant',
    options: columns.map(({ title }) => ({
      id: title,
      title,
      blocks: [{ kind: 'prose', as: 'paragraphs', texts: [`Chosen: ${title}.`] }],
    })),
  },
]

/** What a reader finds of them in every report. */
export const wordsOfEveryBlock = [
  '50 B a packet',
  'in the clear',
  '1 Nothing may come in',
  'flannel.1',
  '8.20',
  'It travels in VXLAN.',
  'ip -d link',
  'Enforces every case.',
  'Nothing else was checked.',
  'Cannot check policies: the Pods did not start.',
  'Shown.',
  'Chosen: cilium/vxlan.',
]
