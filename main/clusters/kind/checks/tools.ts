import { shellQuote } from '../../../system/exec.ts'
import { ok, problem, warning, type Check } from '../../check.ts'
import { releases, type ToolId } from '../tools.ts'

type Version = readonly [major: number, minor: number]

interface ToolCheck {
  readonly id: ToolId
  readonly title: string
  readonly versionArguments: readonly string[]
  readonly oldest: Version
  /** How to say that a tool is unfit: without kind nothing works, without Helm only what comes as a chart does not. */
  readonly unfit: typeof problem
  readonly upgrade: Partial<Record<NodeJS.Platform, string>>
}

export const kindTool = checkTool({
  id: 'kind',
  title: 'kind',
  versionArguments: ['version'],
  // From 0.32 on it configures nodes of Kubernetes 1.36 and loads images into them. Source: its release notes.
  oldest: [0, 32],
  unfit: problem,
  upgrade: { darwin: 'brew upgrade kind', win32: 'winget upgrade Kubernetes.kind' },
})

export const helmTool = checkTool({
  id: 'helm',
  title: 'Helm',
  versionArguments: ['version', '--short'],
  oldest: [3, 0],
  unfit: warning,
  upgrade: { darwin: 'brew upgrade helm', win32: 'winget upgrade Helm.Helm' },
})

function checkTool({ id, title, versionArguments, oldest, unfit, upgrade }: ToolCheck): Check {
  const check: Check['check'] = async ({ findTool, findUnstartable, exec, platform }, signal) => {
    const file = await findTool(id)
    const downloads = `a run downloads ${releases[id]().version}`
    if (file === undefined) {
      const unstartable = await findUnstartable?.(id)
      if (unstartable === undefined) return ok(`not installed; ${downloads}`)
      return warning(`${unstartable} cannot be started; ${downloads}`, shellQuote('chmod', ['+x', unstartable]))
    }
    const { stdout } = await exec(file, versionArguments, { signal, onFailure: 'return' })
    const version = parseVersion(stdout)
    const fix = upgrade[platform] ?? putAside(file)
    if (!version) return unfit(`${file} does not tell its version`, fix)
    if (isAtLeast(version, oldest)) return ok(`${version.join('.')} (${file})`)
    return unfit(`${file} is ${version.join('.')}; ${oldest.join('.')} or later is needed`, fix)
  }
  return { id, title, check }
}

/** Without one of its own the system gets the release that the lab is tried with. */
const putAside = (file: string) => shellQuote('sudo', ['mv', file, `${file}.old`])

/** The first version in a text. */
function parseVersion(text: string): readonly [major: number, minor: number, patch: number] | undefined {
  const [, major, minor, patch] = /\bv?(\d+)\.(\d+)\.(\d+)/.exec(text) ?? []
  return major === undefined ? undefined : [Number(major), Number(minor), Number(patch)]
}

const isAtLeast = ([major, minor]: readonly [number, number, number], [leastMajor, leastMinor]: Version) =>
  major > leastMajor || (major === leastMajor && minor >= leastMinor)
