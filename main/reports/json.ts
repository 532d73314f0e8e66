import { gunzipSync, gzipSync } from 'node:zlib'
import type { z } from 'zod'
import type { Findings } from '../findings/findings.ts'
import type { RunRecord } from '../store/run-record.ts'
import { LabError } from '../system/errors.ts'
import { reportSchemaId, runReportSchema } from './json-schema.ts'
import type { RawOutput, ReportInput } from './report-input.ts'

export interface ParsedReport {
  readonly run: RunRecord
  readonly findings: Findings
  readonly raws: ReadonlyMap<number, RawOutput>
}

/** Larger than any output of a probe; keeps a hostile report from filling the memory. */
const maxOutputBytes = 64 * 1024 * 1024

const pack = (text: string) => gzipSync(text).toString('base64')
const unpack = (base64: string) =>
  gunzipSync(Buffer.from(base64, 'base64'), { maxOutputLength: maxOutputBytes }).toString()

/** The whole run for programs, and for another lab to read back. */
export function renderJson({ run, findings, raw }: ReportInput): string {
  const raws = raw
    ? run.samples.map((sample) => {
        const { stdout, stderr } = raw(sample.raw)
        return { raw: sample.raw, stdout: pack(stdout), stderr: pack(stderr) }
      })
    : []
  const report: z.input<typeof runReportSchema> = { schema: reportSchemaId, run, findings, raws }
  return `${JSON.stringify(report)}\n`
}

/** Reads a JSON report back. @throws LabError `unparsable-output` */
export function parseJsonReport(text: string): ParsedReport {
  const report = runReportSchema.safeParse(parseJson(text))
  if (!report.success) {
    const [issue] = report.error.issues
    throw unreadable(`${issue?.path.map(String).join('.') ?? ''}: ${issue?.message ?? 'not a report'}`)
  }
  const { run, findings, raws } = report.data
  try {
    return {
      run,
      findings,
      raws: new Map(raws.map(({ raw, stdout, stderr }) => [raw, { stdout: unpack(stdout), stderr: unpack(stderr) }])),
    }
  } catch (error) {
    throw unreadable(`a raw output is damaged (${error instanceof Error ? error.message : String(error)})`)
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw unreadable(error instanceof Error ? error.message : String(error))
  }
}

const unreadable = (reason: string) =>
  new LabError({
    code: 'unparsable-output',
    title: 'Cannot read the report',
    message: `It is not a report of the kind ${reportSchemaId}: ${reason}.`,
    hint: 'Choose a file that was exported as JSON. If a newer CNI Lab wrote it, update this one.',
  })
