/** `client`: the client's own address; `node`: that of a node; `other`: another one; `none`: no answer. */
export type SeenSource = 'client' | 'node' | 'other' | 'none'

export interface WayFacts {
  readonly path: string
  readonly externalTrafficPolicy?: 'Cluster' | 'Local'
  readonly nodeHasPod?: boolean
  readonly source: SeenSource
  readonly seen?: string
  /** Which node's address it is. */
  readonly node?: string
  readonly clientAddress: string
  readonly problem?: string
}

export interface ClientAddressFacts {
  readonly ways: readonly WayFacts[]
}
