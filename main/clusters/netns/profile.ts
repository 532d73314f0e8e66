import type { RuntimeProfile } from '../runtime.ts'
import { netnsTraits } from './traits.ts'

/** Clusters of network namespaces on this machine: no container engine, no root, gone when the program ends. */
export const netns: RuntimeProfile = {
  ...netnsTraits,
  title: 'Kernel reference (netns)',
  summary: 'The datapaths of the kernel alone, without a CNI',
  description: 'The kernel’s own datapaths between network namespaces, without a CNI. Needs Linux, no Docker, no root.',
  invitation: 'Compare the kernel’s own datapaths',
  ipFamilies: ['ipv4'],
  memoryPerClusterBytes: 64 * 1024 ** 2,
  diskPerClusterBytes: 0,
  typical: { createMs: 1_000, turnMs: 100, endMs: 500 },
  // Assumed of a quiet machine: see docs/measuring.md.
  usualSpread: 0.1,
  limitations: ['one-kernel', 'reference-datapaths'],
  open: async ({ viaSudo }) => (await import('./netns-runtime.ts')).netnsRuntime({ viaSudo }),
  checks: async () => (await import('./checks.ts')).netnsChecks,
  refusals: async ({ variants }, { netns: host, privilege }, signal) =>
    (await import('./preflight.ts')).refusals(host, privilege, variants, signal),
}
