import type { Because, Capability, CapabilityId } from './facts.ts'

export const capabilityTitles: Readonly<Record<CapabilityId, string>> = {
  'allowed-flow': 'Connections',
  'dropped-flow': 'Drops',
  'drop-reason': 'Reasons of drops',
  'service-name': 'Service names',
  metrics: 'Metrics',
  logs: 'Logs',
}

const shown: Readonly<Record<CapabilityId, string>> = {
  'allowed-flow':
    'The request from the client to the server on another node is shown with both Pods’ names and a verdict.',
  'dropped-flow': 'The connection that the policy forbids is shown as dropped, with both Pods’ names.',
  'drop-reason': 'The drop is shown with its reason.',
  'service-name': 'The request by the Service’s name is shown with that name.',
  metrics: 'Counters grew while the flows were made. They count all traffic of a node and name no Pod.',
  logs: 'Lines of the log name both ends of a flow.',
}

const notShown: Readonly<Record<Exclude<CapabilityId, 'logs'>, string>> = {
  'allowed-flow': 'The flow log did not show the request from the client to the server.',
  'dropped-flow': 'The policy denied the connection, and the flow log did not show the drop.',
  'drop-reason': 'No reason was shown for the drop.',
  'service-name': 'The flows of the request by the Service’s name were shown without the name.',
  metrics: 'No counter of packets, flows or drops grew while the flows were made.',
}

type Reasoned = Pick<Capability, 'id' | 'because' | 'linesRead'>

const reasons: Readonly<Record<Because, (capability: Reasoned) => string>> = {
  shown: ({ id }) => shown[id],
  'not-shown': ({ id, linesRead = 0 }) =>
    id === 'logs'
      ? `None of ${String(linesRead)} lines that the agents wrote names both ends of a flow.`
      : notShown[id],
  'no-flow-log': () => 'The CNI as it is installed has no flow log that the lab knows of.',
  'no-answer-of-flow-log': () => 'The flow log did not answer.',
  'no-flow-made': ({ id }) =>
    id === 'service-name'
      ? 'The flow could not be made: the Service did not answer the client.'
      : 'The flow could not be made: the client got no answer from the server.',
  'no-drop-made': () => 'The drop could not be made: the Pod was still reachable under a policy that allows nothing.',
  'no-control': () => 'The drop could not be told from a fault: the Pod was not reachable without the policy either.',
  'no-metrics': () => 'The CNI has no metrics of flows that the lab knows of.',
  'metrics-off': () => 'The CNI as it is installed answers no request for metrics.',
}

/** Why a capability is said to be there or not, as a sentence. */
export const reasonOf = (capability: Reasoned): string => reasons[capability.because](capability)
