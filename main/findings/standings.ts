import type { Conclusion } from './findings.ts'
import { leaderOf, standingIn } from './relative-results.ts'
import type { Standing } from './score.ts'

/** From comparisons of pairs: "cannot be told apart" does not carry over from pair to pair, so that each is looked at. */
export function standingsOf(
  variants: readonly string[],
  comparisons: readonly Conclusion[],
): ReadonlyMap<string, Standing> {
  const among = comparisons.filter(({ a, b }) => variants.includes(a) && variants.includes(b))
  const leader = leaderOf(variants, among)
  if (variants.length < 2 || leader === undefined) return new Map()
  return new Map(variants.map((variant) => [variant, standingOf(variant, leader, among)]))
}

function standingOf(variant: string, leader: string, among: readonly Conclusion[]): Standing {
  const own = among.filter(({ a, b }) => a === variant || b === variant)
  const having = (standing: Standing) => own.some((each) => standingIn(each, variant) === standing)
  if (having('behind')) return 'behind'
  const isLeader = variant === leader
  const isLevel =
    isLeader || own.some((each) => [each.a, each.b].includes(leader) && standingIn(each, variant) === 'equal')
  if (!isLevel) return 'undecided'
  if (having('ahead')) return 'ahead'
  return having('equal') ? 'equal' : 'undecided'
}

interface Scale {
  readonly better: 'higher' | 'lower'
  /** Share of the larger one that does not tell two levels apart. */
  readonly tolerance: number
}

/** From levels that are counted or seen: those level with the best are ahead where anybody is behind it. */
export function standingsByLevel(
  levels: ReadonlyMap<string, number>,
  { better, tolerance }: Scale,
): ReadonlyMap<string, Standing> {
  if (levels.size < 2) return new Map()
  const best = better === 'higher' ? Math.max(...levels.values()) : Math.min(...levels.values())
  const isLevel = (level: number) => Math.abs(level - best) <= tolerance * Math.max(Math.abs(level), Math.abs(best))
  const all = [...levels.values()].every(isLevel)
  return new Map([...levels].map(([variant, level]) => [variant, all ? 'equal' : isLevel(level) ? 'ahead' : 'behind']))
}
