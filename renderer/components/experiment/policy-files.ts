import { longestPolicies } from '../../../main/experiment/bounds.ts'

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
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer())
    return binary.test(text) ? { refusal: notText(file) } : { text }
  } catch (thrown) {
    if (thrown instanceof TypeError) return { refusal: notText(file) }
    return { refusal: `${file.name} cannot be read: ${thrown instanceof Error ? thrown.message : String(thrown)}` }
  }
}

/** What YAML does not allow in a text. Source: YAML 1.2.2, section 5.1. */
const binary = /[^\t\n\r\u0020-\u007E\u0085\u00A0-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u

const notText = ({ name }: File) =>
  `${name} is not text in UTF-8, as YAML is. Save it as UTF-8, or choose another file.`
