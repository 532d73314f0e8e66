import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { dialog, type BrowserWindow } from 'electron'
import type { LabClient } from '../api/client.ts'
import { longestImport } from '../api/limits.ts'
import { LabError } from '../system/errors.ts'
import { runFileExtension } from './arguments.ts'

export const runFileFilters = [
  { name: 'Exported run', extensions: [runFileExtension.slice(1), 'json'] },
  { name: 'All files', extensions: ['*'] },
]

/** Asks for exported runs. */
export async function chooseRunFiles(window: BrowserWindow): Promise<readonly string[]> {
  const { filePaths } = await dialog.showOpenDialog(window, {
    title: 'Import runs',
    properties: ['openFile', 'multiSelections'],
    filters: runFileFilters,
  })
  return filePaths
}

/**
 * Takes a file into the lab.
 * @returns the run's id
 * @throws LabError, LabCallError
 */
export async function importRunFile(file: string, lab: LabClient): Promise<string> {
  const { runId } = await lab['run:import']({ text: await readBounded(file) })
  return runId
}

async function readBounded(file: string): Promise<string> {
  const title = `Cannot import ${basename(file)}`
  try {
    const handle = await open(file, 'r')
    try {
      const { size } = await handle.stat()
      if (size > longestImport) throw new Error(`It is larger than ${String(longestImport / 1024 ** 2)} MiB.`)
      return await handle.readFile('utf8')
    } finally {
      await handle.close()
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw new LabError({ code: 'unparsable-output', title, message, hint: 'Choose a run that CNI Lab exported.' })
  }
}
