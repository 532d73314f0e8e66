import type { CallMessage, ServerMessage } from '../api/contract.ts'

/** What a link tells its owner. */
export interface LinkListener {
  readonly message: (message: ServerMessage) => void
  /** Told on each change. What was asked before a loss is never answered. */
  readonly state: (isConnected: boolean) => void
}

/** What becomes of the clusters of runs that are under way when the program ends. */
export type ClustersAtEnd = 'keep' | 'delete'

/** The way to a lab: a service of this program's own, or one that `cnilab serve` runs. */
export interface LabLink {
  /** The address of the other lab; null where it is this program's own. */
  readonly attachedTo: string | null
  open(listener: LinkListener): void
  /** Sent now, or as soon as there is a connection. */
  send(message: CallMessage): void
  /** Resolves when the lab has put its things in order; one that is attached to goes on. */
  close(clusters: ClustersAtEnd): Promise<void>
}
