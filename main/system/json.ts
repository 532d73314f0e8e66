/** What a text holds as JSON; undefined, which no JSON is, where it holds none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
