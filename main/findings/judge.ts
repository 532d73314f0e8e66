import { referencePath } from '../experiment/paths.ts'
import type { LookTaken } from '../experiment/look.ts'
import type { Comparison, Findings } from './findings.ts'
import type { QuestionKey } from './question-key.ts'

type Compared = QuestionKey & Pick<Comparison, 'a' | 'b' | 'verdict'> & { readonly winner?: string }

/** Which questions have all their answers, and which have not; the reference is no question. */
export function judge(comparisons: Findings['comparisons']): Pick<LookTaken, 'decided' | 'open'> {
  const questions = [...Map.groupBy(comparisons.filter(isAsked), (each) => JSON.stringify(keyOf(each))).values()]
  const judged = questions.flatMap((pairs) => {
    const [first] = pairs
    return first ? [{ key: keyOf(first), pairs, open: pairs.filter(isOpen) }] : []
  })
  return {
    decided: judged
      .filter(({ open }) => open.length === 0)
      .map(({ key, pairs }) => ({ ...key, leaders: leadersOf(pairs), isEqual: pairs.every(isEqual) })),
    open: judged.filter(({ open }) => open.length > 0).map(({ key, open }) => ({ ...key, variants: variantsOf(open) })),
  }
}

const keyOf = ({ probe, caseId, path, point, metric }: QuestionKey): QuestionKey => ({
  ...{ probe, caseId, path, metric },
  ...(point !== undefined && { point }),
})

const isAsked = ({ path }: QuestionKey): boolean => path !== referencePath
const isOpen = ({ verdict }: Compared): boolean => verdict === 'undecided' || verdict === 'not-compared'
const isEqual = ({ verdict }: Compared): boolean => verdict === 'equal'

const variantsOf = (pairs: readonly Compared[]): string[] => [...new Set(pairs.flatMap(({ a, b }) => [a, b]))]

/** Those whom nobody is ahead of. */
function leadersOf(pairs: readonly Compared[]): string[] {
  const behind = new Set(pairs.flatMap(({ a, b, winner }) => (winner === undefined ? [] : [winner === a ? b : a])))
  return variantsOf(pairs).filter((variant) => !behind.has(variant))
}
