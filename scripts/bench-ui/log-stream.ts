import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import type { Browser, Page } from '@playwright/test'
import { serve } from '../../main/api/serve/serve.ts'
import type { TaskContext } from '../../main/lab/tasks/live-task.ts'
import { newPage, openUntilUsable } from './browser.ts'
import { withHome } from './lab.ts'
import { budgets, type Row } from './row.ts'

const linesPerSecond = 1_000
const seconds = 10
const lines = linesPerSecond * seconds
const group = 'flannel/vxlan'

/** Frames while a task logs, seen to its end by a page that follows. Everything but what the task does is the product's. */
export const measureLogStream = (browser: Browser): Promise<readonly Row[]> =>
  withHome(async (home) => {
    const { promise: link, resolve: onLink } = Promise.withResolvers<string>()
    const paths = { data: `${home}/data`, cache: `${home}/cache` }
    const lab = await serve({ paths, environment: process.env, port: 0, onLink })
    const { promise: begun, resolve: begin } = Promise.withResolvers<undefined>()
    const work = async (task: TaskContext) => {
      await Promise.race([begun, once(task.signal, 'abort')])
      await log(task)
    }
    try {
      const id = lab.service.tasks.start({ kind: 'run', title: 'a run that says much', work })
      const page = await newPage(browser)
      await openUntilUsable(page, await link)
      await page.goto(`${new URL(await link).origin}/#/runs/preparing/live?task=${id}`)
      await page.getByRole('log').waitFor()
      const frames = countFrames(page)
      begin(undefined)
      const rows = [...frameRows(await frames), await lineRow(page)]
      await page.close()
      return rows
    } finally {
      await lab.close()
    }
  })

/** As many lines as are due, every few milliseconds. */
async function log(task: TaskContext): Promise<void> {
  const step = task.begin(group, 'Create the cluster', 'create')
  const began = performance.now()
  for (let logged = 0; logged < lines;) {
    await delay(5, undefined, { signal: task.signal })
    const due = Math.min(lines, Math.floor(((performance.now() - began) / 1000) * linesPerSecond))
    for (; logged < due; logged++) task.log(group, lineOf(logged))
  }
  step.end()
}

const lineOf = (n: number): string =>
  `line ${String(n)}: I1123 19:13:05.417 kubelet.go:2456] "SyncLoop ADD" source="api" pods=["kube-system/coredns"]`

interface Frames {
  readonly perSecond: number
  readonly worstMs: number
}

async function countFrames(page: Page): Promise<Frames> {
  const times = await page.evaluate<number[]>(`new Promise((resolve) => {
    const times = []
    const frame = (time) => {
      times.push(time)
      if (time - times[0] < ${String(seconds * 1000)}) requestAnimationFrame(frame)
      else resolve(times)
    }
    requestAnimationFrame(frame)
  })`)
  const gaps = times.slice(1).map((time, n) => time - (times[n] ?? NaN))
  const elapsedMs = (times.at(-1) ?? NaN) - (times[0] ?? NaN)
  return { perSecond: (gaps.length / elapsedMs) * 1000, worstMs: Math.max(...gaps) }
}

const frameRows = ({ perSecond, worstMs }: Frames): readonly Row[] => [
  {
    what: `frames while ${String(linesPerSecond)} lines/s are logged`,
    measured: `${perSecond.toFixed(1)}/s`,
    target: `>= ${String(budgets.framesPerSecond)}/s`,
    isMet: perSecond >= budgets.framesPerSecond,
  },
  { what: '  the longest of them', measured: `${worstMs.toFixed(0)} ms` },
]

/** The page keeps the end of a log and says how many lines went before: together they are all, once each and in their order. */
async function lineRow(page: Page): Promise<Row> {
  const panel = page.getByRole('region', { name: 'Log' })
  await panel.getByText(`line ${String(lines - 1)}:`).waitFor()
  const counts = await panel.getByText(/^\d+ lines/).textContent()
  const [kept = NaN, dropped = 0] = (counts?.match(/\d+/g) ?? []).map(Number)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await panel.getByRole('button', { name: 'Copy' }).click()
  const text = String(await page.evaluate('navigator.clipboard.readText()'))
  const numbers = text.split('\n').map((line) => Number(/line (\d+):/.exec(line)?.[1]))
  const isInOrder = numbers.length === kept && numbers.every((number, n) => number === dropped + n)
  return {
    what: '  lines received, once each and in order',
    measured: `${String(dropped + kept)} of ${String(lines)}${isInOrder ? '' : ', out of order'}`,
    target: 'all',
    isMet: isInOrder && dropped + kept === lines,
  }
}
