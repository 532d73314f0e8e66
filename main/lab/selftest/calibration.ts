import { z } from 'zod'
import { estimate } from '../../findings/estimate.ts'
import { mostRules, type SlowDown } from './slow-down.ts'
import { questionSchema } from './question.ts'

const intervalSchema = z.object({ low: z.number(), high: z.number() })

/** What one more rule costs on a question, as a share of what it takes without any. */
const costSchema = z.object({
  ...questionSchema.shape,
  /** Of the server that the question is asked of. */
  port: z.number(),
  perRule: z.number(),
  interval: intervalSchema,
})
export type RuleCost = Readonly<z.infer<typeof costSchema>>

export const calibrationSchema = z.object({ rules: z.number(), pairs: z.number(), costs: z.array(costSchema) })
/** What `rules` rules cost, from so many pairs of samples. */
export type Calibration = Readonly<z.infer<typeof calibrationSchema>>

/**
 * From how much slower one twin was with some rules, as log ratios of pairs. Each packet passes each rule, so that the cost is a
 * straight line through none.
 */
export function costPerRule(slower: readonly number[], rules: number): Pick<RuleCost, 'perRule' | 'interval'> {
  const each = (logRatio: number) => Math.expm1(logRatio) / rules
  const { median = 0, interval } = estimate(slower) ?? {}
  return {
    perRule: each(median),
    interval: { low: each(interval?.low ?? -Infinity), high: each(interval?.high ?? Infinity) },
  }
}

/** What a question is slowed down by, as a share, with its interval. */
export function effectOn(
  { port, perRule, interval }: RuleCost,
  slowDown: SlowDown,
): { readonly effect: number; readonly interval: { readonly low: number; readonly high: number } } {
  const rules = slowDown.get(port) ?? 0
  return { effect: perRule * rules, interval: { low: interval.low * rules, high: interval.high * rules } }
}

/**
 * So many rules that every question of a server is slowed down by a share at least; the ones of a server whose cost was not seen,
 * or would take more rules than there are, stay without any.
 */
export function slowDownBy(share: number, costs: readonly RuleCost[]): SlowDown {
  const byPort = Map.groupBy(costs, ({ port }) => port)
  return new Map(
    [...byPort].map(([port, ofPort]) => {
      const rules = Math.ceil(share / Math.min(...ofPort.map(({ perRule }) => perRule)))
      return [port, rules > 0 && rules <= mostRules ? rules : 0] as const
    }),
  )
}
