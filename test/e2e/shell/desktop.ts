import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import type { CallName, InputOf, Result, ResultOf } from '../../../main/api/contract.ts'
import type { LabBridge } from '../../../preload/bridge.ts'

const runtime = process.env.ELECTRON_TEST_DIST
const program = join(import.meta.dirname, 'electron-22.cjs')

/** What the page has as its global object. */
export type PageGlobals = typeof globalThis & { labBridge: LabBridge }

/** The desktop program with data of its own. */
export interface Desktop extends AsyncDisposable {
  readonly app: ElectronApplication
  readonly page: Page
  readonly userData: string
  /** Asks the lab as the page does. */
  readonly call: <K extends CallName>(name: K, input?: InputOf<K>) => Promise<ResultOf<K>>
}

interface DesktopOptions {
  readonly attach: string
  /** A folder that exists; one that is removed afterwards unless given. */
  readonly userData?: string
  readonly files?: readonly string[]
}

export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'cnilab-shell-'))

/** The program and its arguments, as a person would start it, but for what lets it run as root and apart from all others. */
export function desktopCommand(userData: string, given: readonly string[]): { file: string; args: string[] } {
  if (!runtime) throw new Error('Name the folder of an Electron runtime in ELECTRON_TEST_DIST.')
  return { file: join(runtime, 'electron'), args: [program, '--no-sandbox', `--user-data-dir=${userData}`, ...given] }
}

/** Without what would make Electron a plain Node. */
export const desktopEnvironment = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      (pair): pair is [string, string] => pair[1] !== undefined && pair[0] !== 'ELECTRON_RUN_AS_NODE',
    ),
  )

export async function startDesktop({ attach, userData: given, files = [] }: DesktopOptions): Promise<Desktop> {
  const userData = given ?? temporaryFolder()
  const { file, args } = desktopCommand(userData, [`--attach=${attach}`, ...files])
  const app = await _electron.launch({ executablePath: file, args, env: desktopEnvironment() })
  const page = await app.firstWindow()
  await page.waitForURL('app://lab/**')
  return {
    app,
    page,
    userData,
    call: (name, input) => call(page, name, input),
    [Symbol.asyncDispose]: async () => {
      await app.close()
      if (given === undefined) rmSync(userData, { recursive: true, force: true })
    },
  }
}

let nextId = 1_000_000

async function call<K extends CallName>(page: Page, name: K, input: InputOf<K> | undefined): Promise<ResultOf<K>> {
  const message = { id: nextId++, call: name, ...(input === undefined ? {} : { input }) }
  const result = await page.evaluate((sent) => {
    const { labBridge } = globalThis as PageGlobals
    return new Promise<Result<unknown>>((resolve) => {
      const stop = labBridge.onMessage((received) => {
        if (!('id' in received) || received.id !== sent.id) return
        stop()
        resolve(received.result)
      })
      labBridge.send(sent)
    })
  }, message)
  if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`)
  return result.value as ResultOf<K>
}
