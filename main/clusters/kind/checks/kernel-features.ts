import { defaultVariants, variantsOf } from '../../../cnis/index.ts'
import { kernelFeatureIds, modulesOf, namesOf, type KernelFeature } from '../../../cnis/kernel-features.ts'
import type { Variant } from '../../../cnis/variant.ts'
import { notApplicable, ok, problem, warning, type Check, type Outcome } from '../../check.ts'
import { imageIdOf } from '../images.ts'
import { askKernel } from '../kernel.ts'
import { withEngine } from './engine.ts'

export const kernelFeatures: Check = {
  id: 'kernel-features',
  title: 'Kernel features',
  check: (machine, signal) =>
    withEngine(machine, async (engine) => {
      const { image } = machine.catalog.node
      if (machine.holder()) return notApplicable('is not asked while something is measured')
      if ((await imageIdOf(engine, image, signal)) === undefined)
        return notApplicable(`needs the node image; pull it with ${engine.id} pull ${image}`)
      const { lacking } = await askKernel(engine, image, signal)
      return lacking.size === 0 ? ok(namesOf(kernelFeatureIds).join(', ')) : lacks([...lacking])
    }),
}

function lacks(features: readonly KernelFeature[]): Outcome {
  const isPossible = ({ needs }: Variant) => !needs.some((feature) => features.includes(feature))
  const impossible = variantsOf('kind').filter((variant) => !isPossible(variant))
  const possible = defaultVariants('kind').filter(isPossible)
  const detail = `lacks ${namesOf(features).join(', ')}, which ${impossible.map(({ id }) => id).join(', ')} cannot do without`
  const loadable = modulesOf(features)
  const load = `sudo modprobe -a ${loadable.join(' ')}`
  if (possible.length === 0) return problem(detail, loadable.length > 0 ? load : 'cnilab run --runtime netns')
  const withoutThem = `cnilab run --runtime kind --variants ${possible.map(({ id }) => id).join(',')}`
  return warning(detail, loadable.length > 0 ? load : withoutThem)
}
