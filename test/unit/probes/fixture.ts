import { readFileSync } from 'node:fs'

/** Output as a program printed it; the name tells its version. */
export const fixture = (name: string): string =>
  readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), 'utf8')
