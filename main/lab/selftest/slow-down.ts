import type { Cluster } from '../../clusters/cluster.ts'
import { LabError } from '../../system/errors.ts'

/** How many rules packets to and from a server's port pass on each node, by port. */
export type SlowDown = ReadonlyMap<number, number>

/** Rules of one port stand in a block of their own. */
export const mostRules = 5_000
const firstBlock = 2_000
const blockSize = mostRules + 1_000
/** `ip rule` has the table `main` there unless somebody changed it: what comes through a block goes on as if it had not. */
const mainTable = 32_766

/**
 * Makes every packet that a node forwards for some ports cost more: the kernel tries routing rules one by one, and none of these
 * ever matches (192.0.2.0/24 is for documentation, RFC 5737). The cost is a real one of a datapath, grows with the number of rules,
 * and falls on throughput and latency alike. What the node itself sends and receives is routed once a connection, so that the
 * reference keeps its speed.
 * @throws LabError `command-failed`
 */
export async function applySlowDown(cluster: Cluster, slowDown: SlowDown, signal: AbortSignal): Promise<void> {
  const lines = rulesOf(slowDown)
  if (lines.length === 0) return
  const script = 'printf "%s\\n" "$@" | ip -batch -'
  for (const { name } of cluster.nodes) {
    const { exitCode, stderr } = await cluster.onNode(name, ['sh', '-c', script, 'rules', ...lines], { signal })
    if (exitCode === 0) continue
    throw new LabError({
      code: 'command-failed',
      title: `Cannot slow down ${cluster.name}`,
      message: `ip rule ends with exit code ${String(exitCode)} on ${name}.`,
      stderrTail: stderr.slice(-500),
    })
  }
}

/** Lines for `ip -batch`: first the blocks, which nothing comes to yet, then who is sent to them. */
export function rulesOf(slowDown: SlowDown): readonly string[] {
  const blocks = [...slowDown].filter(([, rules]) => rules > 0)
  if (blocks.length === 0) return []
  const startOf = (block: number) => firstBlock + block * blockSize
  const unmatched = blocks.flatMap(([, rules], block) =>
    Array.from({ length: rules }, (_, index) => rule(startOf(block) + index, 'from 192.0.2.1 lookup main')),
  )
  const ways = blocks.flatMap(([port], block) => [
    rule(100 + 2 * block, `ipproto tcp dport ${String(port)} goto ${String(startOf(block))}`),
    rule(101 + 2 * block, `ipproto tcp sport ${String(port)} goto ${String(startOf(block))}`),
  ])
  const ends = blocks.map((_, block) => rule(startOf(block) + mostRules, `goto ${String(mainTable)}`))
  return [...unmatched, ...ends, rule(firstBlock - 1, `goto ${String(mainTable)}`), ...ways]
}

const rule = (preference: number, what: string): string => `rule add pref ${String(preference)} ${what}`
