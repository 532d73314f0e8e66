import { ClusterFiles } from '../../../../main/clusters/kind/cluster-files.ts'
import { detectEngine } from '../../../../main/clusters/kind/detect-engine.ts'
import { KindCommand } from '../../../../main/clusters/kind/kind-command.ts'
import { KindRuntime } from '../../../../main/clusters/kind/kind-runtime.ts'
import { variants } from '../../../../main/cnis/index.ts'
import type { IpFamily } from '../../../../main/cnis/recipe.ts'
import { pinnedCatalog } from '../../../../main/cnis/pins.ts'
import type { StepReporter } from '../../../../main/clusters/cluster.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { FakeHost, type Behaviour } from './fake-exec.ts'

interface Options {
  readonly behave?: Behaviour
  readonly keep?: () => boolean
  readonly catalog?: typeof pinnedCatalog
  readonly ipFamily?: IpFamily
  readonly host?: FakeHost
  readonly files?: ClusterFiles
}

/** A runtime on a host that only seems to have an engine; it can make kindnet. */
export async function aKindRuntime({
  behave,
  keep = () => false,
  catalog = pinnedCatalog,
  ipFamily = 'ipv4',
  ...given
}: Options = {}) {
  const host = given.host ?? new FakeHost(behave)
  const files = given.files ?? new ClusterFiles(temporaryFolder())
  const engine = await detectEngine(host.exec)
  const kind = new KindCommand('kind', engine, host.exec)
  const cache = temporaryFolder()
  const runtime = new KindRuntime({ engine, kind, files, catalog, ipFamily, cache, exec: host.exec, keep })
  const steps: string[] = []
  const logged: string[] = []
  const reporter: StepReporter = {
    log: (line) => logged.push(line),
    step: async (title, run) => {
      try {
        const result = await run()
        steps.push(`✓ ${title}`)
        return result
      } catch (error) {
        steps.push(`✗ ${title}`)
        throw error
      }
    },
  }
  const acquire = (signal = new AbortController().signal) =>
    runtime.acquire(variants.get('kindnet'), { signal, steps: reporter, owner: 'a test' })
  return { host, files, runtime, steps, logged, acquire }
}

/** What was asked of kind to make clusters. */
export const creations = (host: FakeHost) => host.calls.filter(({ args }) => args[0] === 'create')
