import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import type { RunView } from '../../../main/api/contract.ts'
import { useConnection } from '../../stores/connection.ts'
import { pointsOf, withPoints, type Point, type Points } from './live-samples.ts'

/** A chart that is drawn more often than this takes the processor from what it shows. */
const everyMs = 250

/** Samples of a run: those that are stored, and those that come. */
export function useLivePoints(runId: Readonly<Ref<string>>, stored: Readonly<Ref<RunView | undefined>>) {
  const points = shallowRef<Points>(new Map())
  let arrived: Point[] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  function show(): void {
    timer = undefined
    points.value = withPoints(points.value, arrived)
    arrived = []
  }

  const stop = useConnection().onEvent('run:measured', ({ runId: id, ...point }) => {
    if (id !== runId.value) return
    arrived.push(point)
    timer ??= setTimeout(show, everyMs)
  })
  watch(runId, () => {
    arrived = []
    points.value = new Map()
  })
  watch(
    stored,
    (view) => {
      if (view) points.value = withPoints(points.value, pointsOf(view.run.samples))
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    stop()
    clearTimeout(timer)
  })
  return points
}
