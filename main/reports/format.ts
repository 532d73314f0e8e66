import type { ReportInput } from './report-input.ts'

/** What a run can be exported as. A new format is a file with one of these, and a line in `formats.ts`. */
export interface ReportFormat {
  readonly id: string
  readonly title: string
  /** Without a dot. */
  readonly extension: string
  readonly mediaType: string
  /** Of the file's name, where another format has the same extension. */
  readonly suffix?: string
  /** One of the files that a run leaves in the folder of its reports. */
  readonly isLeftByRuns?: true
  /** What is rendered is HTML, and the file is that on paper. */
  readonly isPrinted?: true
  /** What it takes to render is loaded with the first report: a lab that only knows which formats there are stays small. */
  readonly render: (input: ReportInput) => Promise<string>
}
