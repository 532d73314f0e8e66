import { engineCauses } from './engine-causes.ts'
import { fixOn } from './explain.ts'
import type { KnownCause } from './known-cause.ts'
import { nodeCauses } from './node-causes.ts'
import { podCauses } from './pod-causes.ts'

const parts = [
  { title: 'No engine answers', causes: engineCauses },
  { title: 'A cluster is not made', causes: nodeCauses },
  { title: 'Pods do not get ready', causes: podCauses },
]

/** docs/troubleshooting.md, from the table: one part after the other. */
export const troubleshooting = (): string =>
  [
    '# Troubleshooting',
    '',
    'What the lab recognizes in the words of engines, kind and Pods, and what helps. Written by `node scripts/troubleshooting.ts` from',
    '`main/clusters/known-causes`; on macOS and Windows the lab names that platform’s command.',
    ...parts.flatMap(({ title, causes }) => ['', `## ${title}`, ...causes.flatMap(entry)]),
    '',
  ].join('\n')

const entry = ({ id, cause, pattern, fix, source }: KnownCause) => [
  '',
  `### ${id}`,
  '',
  ...(cause === undefined ? [] : [`${cause}.`, '']),
  `- Recognized by: \`${pattern.source}\``,
  `- What helps: \`${fixOn(fix, 'linux')}\``,
  `- Source: ${source}`,
]
