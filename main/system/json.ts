/** What a text holds as JSON; undefined, which no JSON is, where it holds none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }

/** Whether a value is one that JSON can hold, all the way down. */
export function isJson(value: unknown): value is Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (Array.isArray(value)) return value.every(isJson)
  return typeof value === 'object' && Object.values(value).every(isJson)
}
