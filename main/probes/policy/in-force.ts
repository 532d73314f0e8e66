import { stringify } from 'yaml'
import type { KubernetesApi, Manifest } from '../../clusters/cluster.ts'
import { LabError } from '../../system/errors.ts'
import type { CaseStep } from './cases/case.ts'
import { policiesIn } from './clear.ts'
import { failureOf } from './failure.ts'

/** Everything that a step applies. */
export const manifestsOf = ({ policies, objects = [] }: CaseStep): readonly Manifest[] => [...policies, ...objects]

/** Texts that kubectl would read as something else, such as `yes`, are in quotes: people paste it. */
export const yamlOf = (objects: readonly unknown[]) =>
  objects.map((object) => stringify(object, { compat: 'yaml-1.1' })).join('---\n')

/**
 * The policies of a step, and no others in these namespaces: those of the step before are changed or deleted.
 * @returns when the API server had answered the last change, by `performance.now`. @throws LabError `rejected` when it takes one not
 */
export async function putInForce(
  step: CaseStep,
  namespaces: readonly string[],
  kubernetes: KubernetesApi,
  signal: AbortSignal,
): Promise<number> {
  const there = await policiesIn(kubernetes, namespaces, signal)
  const left = there.filter(({ metadata: { namespace, name } }) =>
    step.policies.every(({ metadata }) => metadata.namespace !== namespace || metadata.name !== name),
  )
  try {
    await kubernetes.apply(manifestsOf(step), signal)
  } catch (error) {
    throw new LabError({ ...failureOf(error, signal), code: 'rejected' }, { cause: error })
  }
  let changedAtMs = performance.now()
  if (left.length > 0) {
    await kubernetes.delete(left, signal)
    changedAtMs = performance.now()
  }
  return changedAtMs
}

/** That nothing is denied says something only of policies that are there. @throws LabError where one is not */
export async function mustBeInForce(
  { policies }: CaseStep,
  kubernetes: KubernetesApi,
  signal: AbortSignal,
): Promise<void> {
  for (const { metadata } of policies) {
    const path = `/apis/networking.k8s.io/v1/namespaces/${metadata.namespace}/networkpolicies/${metadata.name}`
    if ((await kubernetes.get(path, signal)) !== undefined) continue
    throw new LabError({
      code: 'probe-failed',
      title: 'Cannot judge the policies',
      message: `The NetworkPolicy ${metadata.namespace}/${metadata.name} was gone when the checks were done.`,
    })
  }
}
