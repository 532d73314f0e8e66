import type { RuntimeId } from '../../../main/cnis/variant.ts'

export const runtimeNames: Readonly<Record<RuntimeId, { readonly title: string; readonly text: string }>> = {
  kind: { title: 'Kubernetes clusters (kind)', text: 'Real CNIs in Docker or Podman' },
  netns: { title: 'Kernel reference (netns)', text: 'The datapaths of the kernel alone, without a CNI' },
}
