import { gunzipSync, gzipSync } from 'node:zlib'
import type { z } from 'zod'
import type { Findings } from '../findings/findings.ts'
import type { RunRecord } from '../store/run-record.ts'
import type { RawOutput } from '../store/store.ts'
import type { RecordedLine } from '../store/unfold-run.ts'
import { LabError } from '../system/errors.ts'
import { answerSentence } from '../words/en/answers.ts'
import { caveatText } from '../words/en/caveats.ts'
import { claimReasonText } from '../words/en/claim-reasons.ts'
import { reportSchemaId, runReportSchema, upgradedReport } from './json-schema.ts'
import type { ReportInput } from './report-input.ts'

export interface ParsedReport {
  readonly run: RunRecord
  readonly raws: ReadonlyMap<number, RawOutput>
  readonly log: readonly RecordedLine[]
}

/** Larger than any output of a probe, and than all of a run; they keep a hostile report from filling the memory. */
const maxOutputBytes = 64 * 1024 * 1024
const maxOutputsBytes = 512 * 1024 * 1024

const pack = (text: string) => gzipSync(text).toString('base64')

/** The whole run for programs, and for another lab to read back. */
export function renderJson({ run, findings, raw, log }: ReportInput): string {
  const raws = raw
    ? run.readings
        .flatMap(({ outputs }) => outputs)
        .map((printed) => {
          const { stdout, stderr } = raw(printed.raw)
          return { raw: printed.raw, stdout: pack(stdout), stderr: pack(stderr) }
        })
    : []
  const report: z.input<typeof runReportSchema> = {
    schema: reportSchemaId,
    run,
    findings: withWords(run, findings),
    raws,
    ...(log && { log: [...log] }),
  }
  return `${JSON.stringify(report)}\n`
}

/** Sentences beside the codes that they are made from, for people who read the file. */
const withWords = (run: RunRecord, findings: Findings) => ({
  ...findings,
  answers: findings.answers.map((answer) => ({
    ...answer,
    sentence: answerSentence(answer, { probes: run.probes, cells: findings.cells }),
  })),
  caveats: findings.caveats.map((caveat) => ({ ...caveat, sentence: caveatText(caveat) })),
  claims: {
    ...findings.claims,
    cells: findings.claims.cells.map((cell) => ({ ...cell, sentence: claimReasonText(cell.reason) })),
  },
})

/** Reads a JSON report back, of this version or an earlier one. @throws LabError `unparsable-output` */
export function parseJsonReport(text: string): ParsedReport {
  const json = upgradedReport(parseJson(text))
  const report = runReportSchema.safeParse(json)
  if (!report.success && isNewer(json)) throw newerReport(json.schema)
  if (!report.success) {
    const [issue] = report.error.issues
    throw unreadable(`${issue?.path.map(String).join('.') ?? ''}: ${issue?.message ?? 'not a report'}`)
  }
  const { run, raws, log = [] } = report.data
  return { run, raws: unpackAll(raws), log }
}

function unpackAll(
  raws: readonly { readonly raw: number; readonly stdout: string; readonly stderr: string }[],
): ReadonlyMap<number, RawOutput> {
  let left = maxOutputsBytes
  const unpack = (base64: string): string => {
    const bytes = gunzipSync(Buffer.from(base64, 'base64'), {
      maxOutputLength: Math.max(Math.min(left, maxOutputBytes), 1),
    })
    left -= bytes.length
    return bytes.toString()
  }
  try {
    return new Map(raws.map(({ raw, stdout, stderr }) => [raw, { stdout: unpack(stdout), stderr: unpack(stderr) }]))
  } catch (error) {
    throw unreadable(`a raw output is damaged (${error instanceof Error ? error.message : String(error)})`)
  }
}

const reportFamily = reportSchemaId.replace(/\d+$/, '')

const isNewer = (json: unknown): json is { readonly schema: string } =>
  typeof json === 'object' &&
  json !== null &&
  'schema' in json &&
  typeof json.schema === 'string' &&
  json.schema.startsWith(reportFamily) &&
  json.schema !== reportSchemaId

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

const newerReport = (schema: string) =>
  new LabError({
    code: 'unparsable-output',
    title: 'Cannot read the report',
    message: `It is of the kind ${schema}, and this CNI Lab reads ${reportSchemaId}.`,
    hint: 'Update CNI Lab: a newer one wrote it.',
  })
