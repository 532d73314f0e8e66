/** What a text holds as JSON; undefined, which no JSON is, where it holds none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** JSON values that stand one after the other in a text, e.g. of a program that prints more than one; undefined where it is not that. */
export function jsonValuesOf(text: string): readonly unknown[] | undefined {
  const whole = jsonOf(text)
  if (whole !== undefined) return [whole]
  // A value that is printed with indentation ends in a bracket of its own line's beginning, and the next one begins like it.
  const parts = text.trim().split(/(?<=^[}\]])\s*(?=[{[])/m)
  const values = parts.map(jsonOf)
  return parts.length < 2 || values.includes(undefined) ? undefined : values
}

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }

/** Whether a value is one that JSON can hold, all the way down. */
export function isJson(value: unknown): value is Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (Array.isArray(value)) return value.every(isJson)
  return typeof value === 'object' && Object.values(value).every(isJson)
}
