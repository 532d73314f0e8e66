import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import type { LabClient } from '../../../main/api/client.ts'
import type { ExperimentSpec } from '../../../main/api/contract.ts'
import { roughly, size } from './estimate-rows.ts'
import { newestAnswer } from './newest-answer.ts'

const delayMs = 150

interface Question {
  readonly choice: ExperimentSpec
  readonly variants: readonly string[]
}

/** What each variant would take alone, in words, by its id. It depends on everything but which variants are chosen. */
export function useVariantCosts(lab: LabClient, question: Readonly<Ref<Question | undefined>>) {
  const costs = shallowRef<ReadonlyMap<string, string>>(new Map())
  const costOf = async (choice: ExperimentSpec, variant: string) => {
    const { durationMs, memoryBytes } = await lab['plan:estimate']({ ...choice, variants: [variant] })
    const memory = memoryBytes > 0 ? `, ${size(memoryBytes)} of memory` : ''
    return [variant, `about ${roughly(durationMs)}${memory}`] as const
  }
  const asking = newestAnswer<Question, readonly (readonly [string, string])[]>({
    delayMs,
    call: ({ choice, variants }) => Promise.all(variants.map((variant) => costOf(choice, variant))),
    onAnswer: (answer) => (costs.value = new Map(answer)),
    // The estimate of the whole says what is wrong; the cards then go without.
    onError: () => (costs.value = new Map()),
  })
  const key = () => question.value && JSON.stringify({ ...question.value.choice, variants: question.value.variants })
  watch(
    key,
    () => {
      if (question.value) asking.ask(question.value)
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    asking.stop()
  })
  return costs
}
