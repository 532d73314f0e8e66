import { kind } from '../../../clusters/kind/profile.ts'
import { lackingFeatures } from '../../../clusters/kind/kernel-features.ts'
import { defaultVariants, variantsOf } from '../../../cnis/index.ts'
import { kernelFeatureIds, modulesOf, namesOf, type KernelFeature } from '../../../cnis/kernel-features.ts'
import type { Variant } from '../../../cnis/variant.ts'
import { notApplicable, ok, problem, warning, type Check, type Outcome } from '../check.ts'
import { withEngine } from './container-engine.ts'

export const kernelFeatures: Check = {
  id: 'kernel-features',
  title: 'Kernel features',
  neededFor: [kind.id],
  check: (context, signal) =>
    withEngine(context, async (engine) => {
      const { image } = context.catalog.node
      if (context.holder()) return notApplicable('is not asked while something is measured')
      const { exitCode } = await engine.run(['image', 'inspect', image], { signal, onFailure: 'return' })
      if (exitCode !== 0) return notApplicable(`needs the node image; pull it with ${engine.id} pull ${image}`)
      const lacking = await lackingFeatures(engine, image, signal)
      return lacking.size === 0 ? ok(namesOf(kernelFeatureIds).join(', ')) : lacks([...lacking])
    }),
}

function lacks(features: readonly KernelFeature[]): Outcome {
  const isPossible = ({ needs }: Variant) => !needs.some((feature) => features.includes(feature))
  const impossible = variantsOf(kind.id).filter((variant) => !isPossible(variant))
  const possible = defaultVariants(kind.id).filter(isPossible)
  const detail = `lacks ${namesOf(features).join(', ')}, which ${impossible.map(({ id }) => id).join(', ')} cannot do without`
  const loadable = modulesOf(features)
  const load = `sudo modprobe -a ${loadable.join(' ')}`
  if (possible.length === 0) return problem(detail, loadable.length > 0 ? load : 'cnilab run --runtime netns')
  const withoutThem = `cnilab run --runtime kind --variants ${possible.map(({ id }) => id).join(',')}`
  return warning(detail, loadable.length > 0 ? load : withoutThem)
}
