import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'

const root = join(import.meta.dirname, '../../..')
const folder = join(root, '.github/workflows')
const names = readdirSync(folder)

const workflowSchema = z.object({
  permissions: z.record(z.string(), z.string()),
  jobs: z.record(
    z.string(),
    z.object({ steps: z.array(z.object({ uses: z.string().optional(), run: z.string().optional() })) }),
  ),
})

const stepsOf = (name: string) => {
  const { jobs } = workflowSchema.parse(parse(readFileSync(join(folder, name), 'utf8')))
  return Object.values(jobs).flatMap(({ steps }) => steps)
}
const scriptsSchema = z.object({ scripts: z.record(z.string(), z.string()) })
const { scripts } = scriptsSchema.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))

describe.each(names)('the workflow %s', (name) => {
  it('runs scripts that there are', () => {
    const run = stepsOf(name).flatMap((step) => [...(step.run ?? '').matchAll(/npm run ([\w:-]+)/g)])
    expect(run.length).toBeGreaterThan(0)
    expect(run.map(([, script = '']) => script).filter((script) => !(script in scripts))).toEqual([])
  })

  it('names each action by its commit, since a tag can be moved', () => {
    const actions = stepsOf(name).flatMap(({ uses }) => uses ?? [])
    expect(actions.length).toBeGreaterThan(0)
    expect(actions.filter((action) => !/@[0-9a-f]{40}$/.test(action))).toEqual([])
  })

  it('may by itself only read', () => {
    const { permissions } = workflowSchema.parse(parse(readFileSync(join(folder, name), 'utf8')))
    expect(permissions).toEqual({ contents: 'read' })
  })
})
