/** How small a difference a run is to find: what each promises is in `modes`. */
export const modeIds = ['quick', 'standard', 'rigorous'] as const
export type Mode = (typeof modeIds)[number]

interface ModeSettings {
  readonly title: string
  /** That is found in four of five, as a share; what is no difference is called one in at most one of twenty runs. */
  readonly difference: number
  /** Of a variant that is compared with nothing: its own interval is all there is to find. */
  readonly roundsAlone: number
  /** Of each throughput sample. */
  readonly bytes: number
  /** Of samples that are timed. */
  readonly durationS: number
  readonly requests: number
}

const mebibyte = 1024 ** 2

/**
 * Many short samples: what two rounds have in common is more than what two seconds of one round tell apart. How many rounds a
 * promise takes follows from how much there is to compare: see `planLooks`.
 */
export const modes: Readonly<Record<Mode, ModeSettings>> = {
  quick: {
    title: 'Quick: finds 10 % differences',
    difference: 0.1,
    roundsAlone: 6,
    bytes: 512 * mebibyte,
    durationS: 1,
    requests: 1_000,
  },
  standard: {
    title: 'Standard: finds 5 % differences',
    difference: 0.05,
    roundsAlone: 10,
    bytes: 512 * mebibyte,
    durationS: 1,
    requests: 1_000,
  },
  rigorous: {
    title: 'Rigorous: finds 2 % differences',
    difference: 0.02,
    roundsAlone: 20,
    bytes: 1024 * mebibyte,
    durationS: 2,
    requests: 2_000,
  },
}
