import { runtimes } from '../clusters/index.ts'
import type { Machine } from '../clusters/machine.ts'
import type { Refusals } from '../clusters/runtime.ts'
import { variants } from '../cnis/index.ts'
import type { Variant } from '../cnis/variant.ts'
import { parseNetworkPolicies } from '../policy-model/network-policy.ts'
import { LabError, refusalOf, toLabErrorDetails, type LabErrorDetails } from '../system/errors.ts'
import type { Paths } from '../system/paths.ts'
import { chooseCatalog } from './catalog-choice.ts'
import { chosenProbes } from './chosen-probes.ts'
import { thisMachine } from './doctor/context.ts'
import type { ExperimentSpec } from '../experiment/spec.ts'
import { checkIpFamily } from './ip-family.ts'
import type { MachineChoice } from './lab-context.ts'
import { machineInUse } from './machine-lock.ts'

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

/** Asks this machine, makes nothing and downloads nothing. Whatever is amiss is told, not thrown; only cancelling throws. */
export async function checkPlan(
  choice: ExperimentSpec,
  { paths, engine, catalog: file }: Pick<MachineChoice, 'engine' | 'catalog'> & { readonly paths: Paths },
  signal: AbortSignal,
): Promise<PlanCheck> {
  try {
    const machine = thisMachine({ catalog: await chooseCatalog(file), paths, engine }, signal)
    return await checkPlanOn(choice, machine, paths, signal)
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
  machine: Machine,
  paths: Paths,
  signal: AbortSignal,
): Promise<PlanCheck> {
  const possible: Variant[] = []
  const unusable = new Map<string, LabError>()
  for (const id of choice.variants) {
    const refusal = await refusalOf(() => possible.push(resolveVariant(id, choice)))
    if (refusal) unusable.set(id, refusal)
  }
  const { runtime, ipFamily = 'ipv4' } = choice
  const plan = { variants: possible, ipFamily, paths }
  const holder = machine.holder()
  const ask = async (): Promise<Refusals> =>
    // Asking it would disturb what is being measured.
    holder
      ? { whole: machineInUse('Cannot check this machine now', holder) }
      : runtimes.get(runtime).refusals(plan, machine, signal)
  const { whole, byVariant } = possible.length > 0 ? await ask() : {}
  const error =
    (await refusalOf(() => {
      checkChoice(choice)
    })) ?? whole
  const { userPolicies } = choice
  const unreadable = await refusalOf(() => userPolicies === undefined || parseNetworkPolicies(userPolicies))
  const others = [...(byVariant ?? [])].filter(([id]) => !choice.variants.includes(id))
  return {
    variants: choice.variants.map((variant) => {
      const refusal = unusable.get(variant) ?? byVariant?.get(variant)
      return { variant, ...(refusal && { error: refusal.details }) }
    }),
    ...(others.length > 0 && { others: others.map(([variant, { details }]) => ({ variant, error: details })) }),
    ...(unreadable && { userPolicies: unreadable.details }),
    ...(error && { error: error.details }),
  }
}

/** @throws LabError `unknown-name` | `bad-usage` */
function resolveVariant(id: string, { runtime }: ExperimentSpec): Variant {
  const variant = variants.get(id)
  if (variant.runtime === runtime) return variant
  throw ofAnotherRuntime(variant, runtime)
}

/** @throws LabError `unknown-name` | `bad-usage` */
function checkChoice({ variants, probes, runtime, ipFamily }: ExperimentSpec): void {
  if (variants.length === 0) throw nothingChosen('variant')
  if (probes.length === 0) throw nothingChosen('probe')
  chosenProbes({ runtime, probes })
  checkIpFamily({ runtime, ipFamily })
}

const ofAnotherRuntime = ({ id, runtime }: Variant, wanted: string) =>
  new LabError({
    code: 'bad-usage',
    title: `Cannot compare ${id} in this run`,
    message: `it belongs to the runtime ${runtime}, whose numbers are not comparable with those of ${wanted}.`,
    hint: `Leave it out, or choose only variants of ${runtime}.`,
  })

const nothingChosen = (what: string) =>
  new LabError({
    code: 'bad-usage',
    title: 'Cannot make an experiment of this',
    message: `no ${what} is chosen.`,
    hint: `Choose at least one ${what}.`,
  })
