import type { NetnsVariant } from '../../cnis/netns/datapath.ts'
import { netnsVariants } from '../../cnis/netns/index.ts'
import type { Variant } from '../../cnis/variant.ts'
import { LabError } from '../../system/errors.ts'
import { exec as execOnHost, type Exec } from '../../system/exec.ts'
import { toolVersions } from '../../system/tool-versions.ts'
import type { CreateOptions, Runtime } from '../cluster.ts'
import { startHolder } from './holder.ts'
import { NetnsCluster } from './netns-cluster.ts'
import { clusterPlan } from './plan.ts'
import { preflight, thisHost } from './preflight.ts'
import { privilegeOf } from './privilege.ts'
import { searchPath } from './programs.ts'
import { netnsNodes } from './topology.ts'
import { netnsTraits } from './traits.ts'

export interface NetnsRuntimeOptions {
  /** Makes namespaces through `sudo -n`, for systems that do not let ordinary users make them. */
  readonly viaSudo: boolean
  readonly exec?: Exec
}

/** The host's programs that measurements are made with, and how each tells its version. */
const measuringTools = {
  iproute2: ['ip', '-V'],
  iperf3: ['iperf3', '--version'],
  curl: ['curl', '--version'],
  nginx: ['nginx', '-v'],
  'util-linux': ['unshare', '--version'],
} as const

/** Clusters of network namespaces on this machine: no container engine, no root, gone when this program ends. */
export function netnsRuntime({ viaSudo, exec = execOnHost }: NetnsRuntimeOptions): Runtime {
  const privilege = privilegeOf({ isRoot: process.getuid?.() === 0, viaSudo })
  return {
    ...netnsTraits,
    preflight: (variants, signal) => preflight(thisHost(exec), privilege, variants, signal),
    tools: (signal) =>
      toolVersions(measuringTools, (argv) =>
        exec('env', [`PATH=${searchPath()}`, ...argv], { signal, onFailure: 'return' }),
      ),
    async acquire(variant, { signal, steps, owner }: CreateOptions) {
      const { datapath, ...rest } = netnsVariant(variant)
      await using stack = new AsyncDisposableStack()
      const holder = await steps.step('Make namespaces', () => startHolder(exec, { privilege, owner, signal }))
      const cluster = stack.use(new NetnsCluster({ datapath, ...rest }, holder))
      await steps.step(`Join ${netnsNodes.map(({ name }) => name).join(' and ')} (${datapath.kind})`, () =>
        holder.apply(clusterPlan(datapath, netnsNodes), { signal, doing: `make the nodes of ${cluster.name}` }),
      )
      stack.move()
      return cluster
    },
  }
}

function netnsVariant({ id }: Variant): NetnsVariant {
  const variant = netnsVariants.find((candidate) => candidate.id === id)
  if (variant) return variant
  throw new LabError({
    code: 'unknown-name',
    title: `Cannot make ${id}`,
    message: 'The netns runtime has no such variant.',
    hint: `It has: ${netnsVariants.map((candidate) => candidate.id).join(', ')}`,
  })
}
