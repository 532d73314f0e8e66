import { writeFile } from 'node:fs/promises'
import { troubleshooting } from '../main/clusters/known-causes/troubleshooting.ts'

/** Writes docs/troubleshooting.md from the table of known causes. */
await writeFile(new URL('../docs/troubleshooting.md', import.meta.url), troubleshooting())
