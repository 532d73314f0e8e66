/** Each is a class of the kit, `tone-…`. */
export type Tone = 'neutral' | 'good' | 'warn' | 'bad' | 'accent'
