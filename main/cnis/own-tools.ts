import { z } from 'zod'

/** Something that the CNI says of itself, in its own objects or by its own tool. */
export const statementSchema = z.object({
  /** What it is about, where that can be compared with what is configured; records of before 1.0 have other things here too. */
  about: z.enum(['encapsulation', 'encryption', 'tunnel-port']).optional().catch(undefined),
  /** Whose words: `configuration` is an object or file, `agent` the running program. */
  by: z.enum(['configuration', 'agent']),
  what: z.string(),
  value: z.string(),
  excerpt: z.string(),
  source: z.string(),
})
export type Statement = z.infer<typeof statementSchema>

/** How a CNI's own table sends to an address. */
export const agentEntrySchema = z.object({
  text: z.string(),
  tunnelTo: z.string().optional(),
  encrypted: z.boolean(),
})
export type AgentEntry = z.infer<typeof agentEntrySchema>

const peer = z.object({ namespace: z.string().optional(), pod_name: z.string().optional() })
const service = z.object({ name: z.string().optional(), namespace: z.string().optional() })

/** A flow that a flow log shows, in the words of `hubble observe -o json`. Source: Cilium api/v1/flow, and recorded output. */
export const flowSchema = z.object({
  time: z.string().optional(),
  verdict: z.string(),
  drop_reason_desc: z.string().optional(),
  IP: z.object({ source: z.string(), destination: z.string() }),
  l4: z
    .object({
      TCP: z.object({ source_port: z.number().optional(), destination_port: z.number().optional() }).optional(),
    })
    .optional(),
  source: peer.optional(),
  destination: peer.optional(),
  source_service: service.optional(),
  destination_service: service.optional(),
  traffic_direction: z.string().optional(),
  Summary: z.string().optional(),
})
export type Flow = z.infer<typeof flowSchema>

type Command = readonly string[]

/** Where the CNI says something of itself, and what follows from it. `part` is what the answer is kept as. */
export type Teller = { readonly part: string } & (
  | { readonly path: string; readonly says: z.ZodType<readonly Statement[]> }
  /** Of one agent, or of one worker. `where` is the agent's Pod, or the node. */
  | { readonly inAgent: Command; readonly says: SayingOf }
  | { readonly onNode: Command; readonly says: SayingOf }
)

/** Never throws. */
type SayingOf = (output: string, where: string) => readonly Statement[]

/** What the CNI's own objects and programs tell of it. Commands are run in its agents; what reads their output never throws. */
export interface OwnTools {
  readonly tellers?: readonly Teller[]
  /** The table by which its programs send, whatever the kernel's routing table says. */
  readonly table?: { command(address: string): Command; read(output: string): AgentEntry | undefined }
  /** What its agents saw of one address, of the last `seconds`. */
  readonly flowLog?: {
    readonly tool: string
    command(address: string, seconds: number): Command
    read(output: string): readonly Flow[]
  }
  /** Its counters in the text format of Prometheus, where it offers no port for them. */
  readonly counters?: { readonly command: Command; read(output: string): string }
}
