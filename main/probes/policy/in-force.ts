import { stringify } from 'yaml'
import type { KubernetesApi, Manifest } from '../../clusters/cluster.ts'
import { LabError } from '../../system/errors.ts'
import { namespaces, type CaseStep } from './cases/case.ts'
import { policiesIn } from './clear.ts'

/** Everything that a step applies. */
export const manifestsOf = ({
  policies,
  objects = [],
}: Pick<CaseStep, 'policies' | 'objects'>): readonly Manifest[] => [
  ...policies.map((policy) => ({ ...policy })),
  ...objects,
]

export const yamlOf = (objects: readonly unknown[]) => objects.map((object) => stringify(object)).join('---\n')

/**
 * The policies of a step and no others: those of the step before are changed or deleted.
 * @returns when the API server had answered the last change, by `performance.now`. @throws LabError `rejected` when it takes one not
 */
export async function putInForce(step: CaseStep, kubernetes: KubernetesApi, signal: AbortSignal): Promise<number> {
  const left = leftBy(await policiesOfAll(kubernetes, signal), step)
  await apply(manifestsOf(step), kubernetes, signal)
  let changedAtMs = performance.now()
  if (left.length > 0) {
    await kubernetes.delete(left, signal)
    changedAtMs = performance.now()
  }
  return changedAtMs
}

async function apply(objects: readonly Manifest[], kubernetes: KubernetesApi, signal: AbortSignal): Promise<void> {
  try {
    await kubernetes.apply(objects, signal)
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof LabError)) throw error
    throw new LabError({ ...error.details, code: 'rejected' }, { cause: error })
  }
}

const policiesOfAll = async (kubernetes: KubernetesApi, signal: AbortSignal) =>
  (await Promise.all(namespaces.map((name) => policiesIn(kubernetes, name, signal)))).flat()

const leftBy = (there: readonly Manifest[], { policies }: CaseStep) =>
  there.filter(({ metadata }) => !policies.some((each) => nameOf(each) === nameOf({ metadata })))

const nameOf = ({ metadata }: { readonly metadata: { readonly namespace?: string; readonly name: string } }) =>
  `${metadata.namespace ?? ''}/${metadata.name}`

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
