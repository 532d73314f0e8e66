import type { RunEvent } from '../../store/events.ts'
import type { RunRecord } from '../../store/run-record.ts'
import type { Observer } from '../recorder.ts'
import { eventWords } from '../event-line.ts'
import type { TaskContext } from './live-task.ts'
import { RunProgress } from './run-progress.ts'
import { RunSteps } from './run-steps.ts'

/** Shows a run as a task: its steps, how far it is, and its log. A resumed run begins where it was left. */
export function observeRun(context: TaskContext, resumed?: RunRecord): Observer {
  const steps = new RunSteps(context)
  let progress = resumed && new RunProgress(resumed, recordedOf(resumed))
  const follow = (event: RunEvent) => {
    if (event.type === 'run.started') progress = new RunProgress(event)
    else if (!progress?.see(event)) return
    context.progress(progress.done, progress.total)
  }
  return {
    stepBegun: (variant, title, kind) => {
      steps.begun(variant, title, kind)
    },
    event: (event) => {
      steps.see(event)
      follow(event)
      if (event.type === 'log') context.log(event.variant, event.line)
      const words = eventWords(event)
      if (words) context.log(words.group, words.text)
    },
  }
}

const recordedOf = ({ readings }: RunRecord) => readings.filter(({ outcome }) => outcome.state === 'recorded')
