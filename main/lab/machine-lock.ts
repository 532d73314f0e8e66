import { join } from 'node:path'
import { LabError } from '../system/errors.ts'
import { lockHolder, tryLock, type LockHolder, type LockIdentity } from '../system/lock-file.ts'
import type { Paths } from '../system/paths.ts'
import type { TaskPlan } from './tasks/task-runner.ts'

const lockFile = ({ data }: Paths): string => join(data, 'machine.lock')

/**
 * The machine for oneself, until it is disposed of: whatever else works on it falsifies what is measured. It holds for the window,
 * `cnilab serve` and commands alike.
 * @throws LabError `machine-in-use`, saying who has it
 */
export function holdMachine(
  paths: Paths,
  what: string,
  { title = `Cannot begin: ${what}`, ...identity }: LockIdentity & { readonly title?: string } = {},
): Disposable {
  const lock = tryLock(lockFile(paths), what, identity)
  if ('isHeld' in lock) return lock
  throw machineInUse(title, lock)
}

/** A task that has the machine to itself for as long as it works. */
export const alone = (paths: Paths, plan: TaskPlan): TaskPlan => ({
  ...plan,
  work: async (task) => {
    using _machine = holdMachine(paths, plan.title)
    await plan.work(task)
  },
})

/** Who has the machine now, in this process or another. */
export const machineHolder = (paths: Paths): LockHolder | undefined => lockHolder(lockFile(paths))

export const machineInUse = (title: string, { what, since, process: { pid } }: LockHolder): LabError =>
  new LabError({
    code: 'machine-in-use',
    title,
    message: `the machine is in use since ${since.slice(0, 19).replace('T', ' ')} UTC by ${what} (process ${String(pid)}).`,
    hint: 'Two works at a time would falsify each other’s numbers. Wait until that one has ended, or cancel it where it was begun.',
  })
