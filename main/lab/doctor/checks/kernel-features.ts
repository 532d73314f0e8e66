import { lackingFeatures } from '../../../clusters/kind/preflight.ts'
import { variantsOf } from '../../../cnis/index.ts'
import type { KernelFeature } from '../../../cnis/variant.ts'
import { notApplicable, ok, problem, warning, type Check, type Outcome } from '../check.ts'
import { withEngine } from './container-engine.ts'

/** The module that brings a feature; the bpf file system is built in or absent. */
const modules: Record<KernelFeature, readonly string[]> = {
  vxlan: ['vxlan'],
  br_netfilter: ['br_netfilter'],
  ip_set: ['ip_set', 'xt_set'],
  bpf: [],
}

export const kernelFeatures: Check = {
  id: 'kernel-features',
  title: 'Kernel features',
  neededFor: ['kind'],
  check: (context, signal) =>
    withEngine(context, async (engine) => {
      const { image } = context.catalog.node
      const { exitCode } = await engine.run(['image', 'inspect', image], { signal, onFailure: 'return' })
      if (exitCode !== 0) return notApplicable(`can be asked once the node image is here: ${engine.id} pull ${image}`)
      const features = [...new Set(variantsOf('kind').flatMap(({ needs }) => needs))]
      const lacking = await lackingFeatures(engine, image, features, signal)
      return lacking.size === 0 ? ok(features.join(', ')) : lacks([...lacking])
    }),
}

function lacks(features: readonly KernelFeature[]): Outcome {
  const variants = variantsOf('kind')
  const possible = variants.filter(({ needs }) => !needs.some((feature) => features.includes(feature)))
  const impossible = variants.filter((variant) => !possible.includes(variant))
  const detail = `lacks ${features.join(', ')}, which ${impossible.map(({ id }) => id).join(', ')} cannot do without`
  const loadable = features.flatMap((feature) => modules[feature])
  const load = `sudo modprobe -a ${loadable.join(' ')}`
  if (possible.length === 0) return problem(detail, loadable.length > 0 ? load : 'cnilab run --runtime netns')
  const withoutThem = `cnilab run --runtime kind --variants ${possible.map(({ id }) => id).join(',')}`
  return warning(detail, loadable.length > 0 ? load : withoutThem)
}
