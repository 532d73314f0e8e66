import { z } from 'zod'
import type { LabClient } from '../api/client.ts'
import type { CallMessage, ExportedRun, Result } from '../api/contract.ts'
import { toLabErrorDetails } from '../system/errors.ts'

/** PDF reports are the one thing that the shell makes: it has a browser at hand, which the service would have to find. */
export function pdfCalls(print: (html: string) => Promise<Buffer>) {
  return ({ call, input }: CallMessage, lab: LabClient): Promise<Result<ExportedRun>> | undefined => {
    const runId = call === 'run:export' ? pdfSchema.safeParse(input).data?.runId : undefined
    return runId === undefined ? undefined : exportPdf(runId, lab, print)
  }
}

const pdfSchema = z.object({ format: z.literal('pdf'), runId: z.string() })

async function exportPdf(
  runId: string,
  lab: LabClient,
  print: (html: string) => Promise<Buffer>,
): Promise<Result<ExportedRun>> {
  try {
    const { fileName, content } = await lab['run:export']({ runId, format: 'html' })
    const pdf = await print(content)
    const value = { fileName: fileName.replace(/\.html$/, '.pdf'), content: pdf.toString('base64') }
    return { ok: true, value: { ...value, mediaType: 'application/pdf', encoding: 'base64' } }
  } catch (error) {
    return { ok: false, error: toLabErrorDetails(error, 'Cannot make a PDF of the report') }
  }
}
