/** What a try to reach something came to. `dropped`: no answer in time; `refused`: an answer that nothing listens, or a reset. */
export type Reach = 'open' | 'refused' | 'dropped' | 'error'

/** Why something was expected, or why nothing can be. */
export type PolicyBasis =
  /** Decided by policies that select one of the two Pods. */
  | 'policy'
  /** No policy selects either: everything is allowed. */
  | 'no-policy'
  /** Traffic of a Pod's own node is always allowed. */
  | 'own-node'
  /** Policies on host-network Pods are not defined. */
  | 'host-network'
  /** Whether addresses are rewritten before policies look at them is not defined. */
  | 'rewritten-address'
  /** A Pod's way to itself through its Service is not defined. */
  | 'loopback'
  /** A rule by addresses on a Pod's address is not defined alike by all. */
  | 'pod-address'
  /** What the CNI's own policy API documents. */
  | 'cni-api'
