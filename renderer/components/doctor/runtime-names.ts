import type { RuntimeId } from '../../../main/cnis/variant.ts'

export const runtimeNames: Readonly<Record<RuntimeId, { readonly title: string; readonly text: string }>> = {
  kind: { title: 'Real clusters', text: 'kind in Docker or Podman, with the real CNIs' },
  netns: { title: "The kernel's own datapaths", text: 'network namespaces, without Kubernetes' },
}
