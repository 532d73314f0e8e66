/** Whole numbers from `least` to `most`. */
export interface Bounds {
  readonly least: number
  readonly most: number
}

/** Of the numbers that a person may set. */
export const bounds = {
  rounds: { least: 1, most: 100 },
  durationS: { least: 1, most: 3600 },
  budgetMs: { least: 60_000, most: 7 * 24 * 3_600_000 },
  seed: { least: 0, most: 2 ** 32 - 1 },
} as const satisfies Readonly<Record<string, Bounds>>

/** Of NetworkPolicies that a person brings, in characters. */
export const longestPolicies = 64 * 1024
