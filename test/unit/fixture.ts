import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const locate = (name: string) => new URL(`../fixtures/${name}`, import.meta.url)

/** Recorded output; the name tells the version of what printed it. */
export const fixture = (name: string): string => readFileSync(locate(name), 'utf8')
export const fixtureFile = (name: string): string => fileURLToPath(locate(name))
export const jsonFixture = (name: string): unknown => JSON.parse(fixture(name))
