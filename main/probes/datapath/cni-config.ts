import { z } from 'zod'
import { jsonOf } from '../../system/json.ts'

export const cniConfigSchema = z.object({
  file: z.string(),
  /** Types of the plugins, in the order they are called. */
  plugins: z.array(z.string()),
  name: z.string().optional(),
  /** Files beside it, which the runtime does not use. */
  others: z.array(z.string()),
})
export type CniConfig = z.infer<typeof cniConfigSchema>

const separator = '== '

/** The container runtime takes the first by name of these endings (containerd/go-cni); other files, which hold keys, are not read. */
export const printCniConfigs = `for f in /etc/cni/net.d/*.conflist /etc/cni/net.d/*.conf /etc/cni/net.d/*.json; do [ -f "$f" ] || continue; echo "${separator}$f"; cat "$f"; echo; done`

const plugin = z.looseObject({ type: z.string() })
const configFile = z.union([
  z.looseObject({ name: z.string().optional(), plugins: z.array(plugin) }),
  plugin.extend({ name: z.string().optional() }),
])

/** What the files' printout says; undefined where there is none. Never throws: a file that is not JSON has no plugins. */
export function readCniConfig(output: string): CniConfig | undefined {
  const files = `\n${output}`
    .split(`\n${separator}`)
    .slice(1)
    .map((part) => {
      const end = part.indexOf('\n')
      return end < 0 ? { file: part, text: '' } : { file: part.slice(0, end), text: part.slice(end + 1) }
    })
    .sort((a, b) => (a.file < b.file ? -1 : 1))
  const [first, ...others] = files
  if (!first) return undefined
  return { file: first.file, ...pluginsOf(first.text), others: others.map(({ file }) => file) }
}

function pluginsOf(text: string): { readonly name?: string; readonly plugins: string[] } {
  const parsed = configFile.safeParse(jsonOf(text))
  if (!parsed.success) return { plugins: [] }
  const { data } = parsed
  const list =
    'plugins' in data && Array.isArray(data.plugins) ? z.array(plugin).parse(data.plugins) : [plugin.parse(data)]
  return { ...(typeof data.name === 'string' && { name: data.name }), plugins: list.map(({ type }) => type) }
}
