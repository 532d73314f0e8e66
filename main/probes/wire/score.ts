import type { FactCell } from '../scorecard.ts'
import type { WireFacts } from './facts.ts'
import { observedEncryption } from './words.ts'

/** As seen on the wire, whatever is configured. */
export const encryptionScore = ({ encryption: { observed, configured } }: WireFacts): FactCell | undefined =>
  observed === 'unknown'
    ? undefined
    : {
        text: observedEncryption[observed],
        ...(observed === 'encrypted' && configured !== 'none' && { note: configured }),
        ...(observed === 'clear' && configured !== 'none' && { note: `${configured} is configured` }),
        level: observed === 'encrypted' ? 1 : 0,
      }
