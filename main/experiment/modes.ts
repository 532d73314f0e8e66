/** How much a run is to find out: what each promises is in `modes`. */
export const modeIds = ['quick', 'standard', 'rigorous'] as const
export type Mode = (typeof modeIds)[number]

interface ModeSettings {
  readonly title: string
  readonly rounds: number
  /** More rounds than `rounds` only until the intervals are narrow enough. */
  readonly maxRounds: number
  readonly durationS: number
  readonly requests: number
}

/** How often and how long. Six rounds are the fewest whose smallest and largest value hold the median in over 95 % of cases. */
export const modes: Readonly<Record<Mode, ModeSettings>> = {
  quick: { title: 'Quick: indicative, no ranking', rounds: 3, maxRounds: 3, durationS: 3, requests: 400 },
  standard: { title: 'Standard', rounds: 6, maxRounds: 6, durationS: 10, requests: 1_000 },
  rigorous: { title: 'Rigorous', rounds: 10, maxRounds: 20, durationS: 30, requests: 2_000 },
}

/** Rigorous mode stops early once every headline interval is this narrow, relative to its median. */
export const preciseEnough = 0.03
