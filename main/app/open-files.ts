import { app } from 'electron'
import { readArguments } from './arguments.ts'

/** What opening a file brings to the front and imports. */
export interface FileTarget {
  show(): void
  importFiles(files: readonly string[]): Promise<void>
}

/**
 * Exported runs come by the command line, from a second start of the program, and on macOS as an event, which may be earlier than
 * there is a window.
 */
export function setUpFileOpening(given: readonly string[]): { deliverTo(target: FileTarget): void } {
  let target: FileTarget | undefined
  const early = [...given]
  const open = (files: readonly string[]) => {
    if (!target) early.push(...files)
    else if (files.length > 0) {
      target.show()
      void target.importFiles(files)
    }
  }
  app.on('second-instance', (_event, argv, workingFolder) => {
    target?.show()
    open(readArguments(argv, {}, workingFolder).files)
  })
  app.on('open-file', (event, file) => {
    event.preventDefault()
    open([file])
  })
  return {
    deliverTo: (desktop) => {
      target = desktop
      open(early.splice(0))
    },
  }
}
