import { longestPolicies } from '../../../main/experiment/bounds.ts'
import { decodeText } from '../../../main/system/decode-text.ts'

/** What files hold, or why they cannot be taken, as a sentence. */
export type PolicyFiles = { readonly text: string } | { readonly refusal: string }

/** Files of YAML, one after the other. Nothing is read of files that are larger than the lab takes. */
export async function readPolicyFiles(files: readonly File[]): Promise<PolicyFiles> {
  const bytes = files.reduce((sum, { size }) => sum + size, 0)
  if (bytes > longestPolicies) return { refusal: tooLarge(files, bytes) }
  const read = await Promise.all(files.map(readText))
  const refused = read.find((each) => 'refusal' in each)
  return refused ?? { text: read.map((each) => ('text' in each ? each.text : '')).join('\n---\n') }
}

const tooLarge = (files: readonly File[], bytes: number) =>
  `${files.map(({ name }) => name).join(', ')}: ${String(Math.ceil(bytes / 1024))} KiB. The lab takes no more than ${String(longestPolicies / 1024)} KiB of policies.`

async function readText(file: File): Promise<PolicyFiles> {
  try {
    const decoded = decodeText(await file.arrayBuffer())
    return 'text' in decoded ? decoded : { refusal: notText(file) }
  } catch (thrown) {
    return { refusal: `${file.name} cannot be read: ${thrown instanceof Error ? thrown.message : String(thrown)}` }
  }
}

const notText = ({ name }: File) =>
  `${name} is not text in UTF-8, as YAML is. Save it as UTF-8, or choose another file.`
