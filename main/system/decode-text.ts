/** A file's text, or that it is none. */
export type Decoded = { readonly text: string } | { readonly problem: string }

const marks = [
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
] as const

/** What YAML does not allow in a text. Source: YAML 1.2.2, section 5.1. */
const binary = /[^\t\n\r\u0020-\u007E\u0085\u00A0-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u

/**
 * The text of a YAML or JSON file: UTF-8, or UTF-16 where a byte order mark says so, as Windows PowerShell's `>` writes it and kubectl
 * reads it. The mark is none of the text.
 */
export function decodeText(bytes: Uint8Array | ArrayBuffer): Decoded {
  const given = new Uint8Array(bytes)
  const mark = marks.find((each) => each.bytes.every((byte, index) => given[index] === byte))
  try {
    const text = new TextDecoder(mark?.encoding ?? 'utf-8', { fatal: true }).decode(given)
    if (!binary.test(text)) return { text }
  } catch (thrown) {
    if (!(thrown instanceof TypeError)) throw thrown
  }
  return { problem: 'it is not text in UTF-8 (or UTF-16 with a byte order mark), as YAML is.' }
}
