import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import { LabCallError, type LabClient } from '../../../main/api/client.ts'
import type { ExperimentSpec, PlanCheck } from '../../../main/api/contract.ts'
import type { CostEstimate } from '../../../main/lab/estimate.ts'
import type { LabErrorDetails } from '../../../main/system/errors.ts'
import { newestAnswer } from './newest-answer.ts'

const estimateDelayMs = 150
const checkDelayMs = 500

/** What the lab says of a choice as it changes; undefined stands for a choice that is not whole. */
export function usePlan(lab: LabClient, choice: Readonly<Ref<ExperimentSpec | undefined>>) {
  const estimate = shallowRef<CostEstimate>()
  const check = shallowRef<PlanCheck>()
  const isChecking = shallowRef(false)
  const error = shallowRef<LabErrorDetails>()
  const onError = (thrown: unknown) => {
    if (!(thrown instanceof LabCallError)) throw thrown
    isChecking.value = false
    error.value = thrown.details
  }
  const estimating = newestAnswer<ExperimentSpec, CostEstimate>({
    delayMs: estimateDelayMs,
    call: (asked) => lab['plan:estimate'](asked),
    onAnswer: (answer) => (estimate.value = answer),
    onError,
  })
  const checking = newestAnswer<ExperimentSpec, PlanCheck>({
    delayMs: checkDelayMs,
    call: (asked) => lab['plan:check'](asked),
    onAnswer: (answer) => {
      check.value = answer
      isChecking.value = false
    },
    onError,
  })
  const ask = (asked: ExperimentSpec | undefined) => {
    error.value = undefined
    estimating.stop()
    checking.stop()
    isChecking.value = asked !== undefined
    if (!asked) {
      estimate.value = undefined
      return
    }
    estimating.ask(asked)
    checking.ask(asked)
  }
  watch(
    () => JSON.stringify(choice.value),
    () => {
      ask(choice.value)
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    estimating.stop()
    checking.stop()
  })
  return {
    estimate,
    check,
    isChecking,
    error,
    recheck: () => {
      ask(choice.value)
    },
  }
}
