import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

const lockSchema = z.object({
  packages: z.record(z.string(), z.object({ integrity: z.string().optional(), link: z.boolean().optional() })),
})
const file = join(import.meta.dirname, '../../../package-lock.json')
const { packages } = lockSchema.parse(JSON.parse(readFileSync(file, 'utf8')))

describe('the lock file', () => {
  it('has a checksum of each package, so that npm refuses one that was changed', () => {
    const installed = Object.entries(packages).filter(([path, { link }]) => path !== '' && !link)
    expect(installed.length).toBeGreaterThan(400)
    expect(
      installed.filter(([, { integrity = '' }]) => !integrity.startsWith('sha512-')).map(([path]) => path),
    ).toEqual([])
  })
})
