import { useThrottleFn } from '@vueuse/core'
import { shallowRef, watch, type Ref } from 'vue'
import type { RunView } from '../../../main/api/contract.ts'
import { useConnection } from '../../stores/connection.ts'
import { pointsOf, withPoints, type Point, type Points } from './live-samples.ts'

/** A chart that is drawn more often than this takes the processor from what it shows. */
const everyMs = 250

/** Samples of a run: those that are stored, and those that come. */
export function useLivePoints(runId: Readonly<Ref<string>>, stored: Readonly<Ref<RunView | undefined>>) {
  const points = shallowRef<Points>(new Map())
  const arrived: Point[] = []
  const show = useThrottleFn(
    () => {
      points.value = withPoints(points.value, arrived.splice(0))
    },
    everyMs,
    true,
  )

  useConnection().onEvent('run:measured', ({ runId: id, ...point }) => {
    if (id !== runId.value) return
    arrived.push(point)
    void show()
  })
  watch(runId, () => {
    arrived.length = 0
    points.value = new Map()
  })
  watch(
    stored,
    (view) => {
      if (view) points.value = withPoints(points.value, pointsOf(view.run.samples))
    },
    { immediate: true },
  )
  return points
}
