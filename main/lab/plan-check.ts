import { ClusterFiles } from '../clusters/kind/cluster-files.ts'
import { dualStackRefusal } from '../clusters/kind/dual-stack.ts'
import type { EngineId } from '../clusters/kind/engine.ts'
import { hasImage } from '../clusters/kind/images.ts'
import { lackingFeatures } from '../clusters/kind/kernel-features.ts'
import { kindPlan, machineRefusal, variantRefusals } from '../clusters/kind/preflight.ts'
import { refusals as netnsRefusals } from '../clusters/netns/preflight.ts'
import { findVariant, variantsOf } from '../cnis/index.ts'
import type { IpFamily } from '../cnis/recipe.ts'
import type { Variant } from '../cnis/variant.ts'
import { parseNetworkPolicies } from '../probes/policy/evaluator/network-policy.ts'
import { LabError, toLabErrorDetails, type LabErrorDetails } from '../system/errors.ts'
import { clustersFolder, type Paths } from '../system/paths.ts'
import { chooseCatalog } from './catalog-choice.ts'
import { chosenProbes } from './chosen-probes.ts'
import { thisMachine, type DoctorContext } from './doctor/context.ts'
import type { ExperimentSpec } from '../experiment/spec.ts'
import { checkIpFamily } from './ip-family.ts'

/** Whether an experiment can be made here, variant by variant. */
export interface PlanCheck {
  readonly variants: readonly {
    readonly variant: string
    /** Why it cannot, and what to do; absent when it can. */
    readonly error?: LabErrorDetails
  }[]
  /** Variants of the runtime that are not chosen and cannot be tested here, where the machine was asked of them. */
  readonly others?: readonly { readonly variant: string; readonly error: LabErrorDetails }[]
  /** Why the policies that a person brings cannot be tried. */
  readonly userPolicies?: LabErrorDetails
  /** What stands against the experiment as a whole. */
  readonly error?: LabErrorDetails
}

export interface PlanCheckOptions {
  readonly paths: Paths
  readonly engine?: EngineId | undefined
  readonly catalog?: string | undefined
}

/** What the machine says to some variants: against all of them, and against single ones. */
interface Refusals {
  readonly whole?: LabError | undefined
  readonly byVariant?: ReadonlyMap<string, LabError>
}

/** Asks this machine, makes nothing and downloads nothing. Whatever is amiss is told, not thrown; only cancelling throws. */
export async function checkPlan(
  choice: ExperimentSpec,
  { paths, engine, catalog: file }: PlanCheckOptions,
  signal: AbortSignal,
): Promise<PlanCheck> {
  const files = new ClusterFiles(clustersFolder(paths))
  try {
    const context = thisMachine({ catalog: await chooseCatalog(file), paths, engine }, signal)
    return await checkPlanOn(choice, context, files, signal)
  } catch (error) {
    signal.throwIfAborted()
    return {
      variants: choice.variants.map((variant) => ({ variant })),
      error: toLabErrorDetails(error, 'Cannot check the experiment'),
    }
  }
}

/** The same, of any machine. */
export async function checkPlanOn(
  choice: ExperimentSpec,
  context: DoctorContext,
  files: ClusterFiles,
  signal: AbortSignal,
): Promise<PlanCheck> {
  const named = choice.variants.map((id) => resolveVariant(id, choice))
  const possible = named.flatMap((each) => (each instanceof LabError ? [] : [each]))
  const unusable = unusableChoice(choice)
  const { whole, byVariant } = possible.length > 0 ? await askMachine(choice, possible, context, files, signal) : {}
  const error = unusable ?? whole
  const unreadable = unreadablePolicies(choice)
  const others = [...(byVariant ?? [])].filter(([id]) => !choice.variants.includes(id))
  return {
    variants: choice.variants.map((variant, index) => {
      const refusal = named[index] instanceof LabError ? named[index] : byVariant?.get(variant)
      return { variant, ...(refusal && { error: refusal.details }) }
    }),
    ...(others.length > 0 && { others: others.map(([variant, { details }]) => ({ variant, error: details })) }),
    ...(unreadable && { userPolicies: unreadable.details }),
    ...(error && { error: error.details }),
  }
}

function resolveVariant(id: string, { runtime }: ExperimentSpec): Variant | LabError {
  try {
    const variant = findVariant(id)
    return variant.runtime === runtime ? variant : ofAnotherRuntime(variant, runtime)
  } catch (error) {
    if (error instanceof LabError) return error
    throw error
  }
}

function unusableChoice({ variants, probes, runtime, ipFamily }: ExperimentSpec): LabError | undefined {
  if (variants.length === 0) return nothingChosen('variant')
  if (probes.length === 0) return nothingChosen('probe')
  return refusalOf(() => {
    chosenProbes({ runtime, probes })
    checkIpFamily({ runtime, ipFamily })
  })
}

const unreadablePolicies = ({ userPolicies }: ExperimentSpec): LabError | undefined =>
  userPolicies === undefined ? undefined : refusalOf(() => parseNetworkPolicies(userPolicies))

function refusalOf(check: () => unknown): LabError | undefined {
  try {
    check()
    return undefined
  } catch (error) {
    if (error instanceof LabError) return error
    throw error
  }
}

async function askMachine(
  { runtime, ipFamily = 'ipv4' }: ExperimentSpec,
  variants: readonly Variant[],
  context: DoctorContext,
  files: ClusterFiles,
  signal: AbortSignal,
): Promise<Refusals> {
  switch (runtime) {
    case 'netns':
      return netnsRefusals(context.netns, context.privilege, variants, signal)
    case 'kind':
      return kindRefusals({ variants, ipFamily }, context, files, signal)
  }
}

async function kindRefusals(
  { variants, ipFamily }: { readonly variants: readonly Variant[]; readonly ipFamily: IpFamily },
  { catalog, engine: findEngine }: DoctorContext,
  files: ClusterFiles,
  signal: AbortSignal,
): Promise<Refusals> {
  try {
    const engine = await findEngine()
    const { node } = catalog
    const plan = await kindPlan(engine, variants, { node, files, ipFamily }, signal)
    const room = await machineRefusal(engine, plan)
    // The kernel is asked in a container of the node image, which is downloaded only for a run.
    if (!(await hasImage(engine, node.image, signal))) return { whole: room }
    const whole = room ?? (ipFamily === 'dual' ? await dualStackRefusal(engine, node.image, signal) : undefined)
    return { whole, byVariant: variantRefusals(variantsOf('kind'), await lackingFeatures(engine, node.image, signal)) }
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof LabError) return { whole: error }
    throw error
  }
}

const ofAnotherRuntime = ({ id, runtime }: Variant, wanted: string) =>
  new LabError({
    code: 'bad-usage',
    title: `Cannot compare ${id} in this run`,
    message: `it belongs to the runtime ${runtime}, whose numbers have nothing in common with those of ${wanted}.`,
    hint: `Leave it out, or choose only variants of ${runtime}.`,
  })

const nothingChosen = (what: string) =>
  new LabError({
    code: 'bad-usage',
    title: 'Cannot make an experiment of this',
    message: `no ${what} is chosen.`,
    hint: `Choose at least one ${what}.`,
  })
