import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
const secret = (): string => randomBytes(32).toString('base64url')

/** Who may use the page: whoever brings the token that was printed, once, and from then on the cookie that was given for it. */
export class Access {
  readonly #cookie: string
  readonly #sessions = new Set<string>()
  #token = secret()

  /** Cookies of one host go to all its ports, so that the name tells which lab it is for. */
  constructor(port: number) {
    this.#cookie = `cnilab-${String(port)}`
  }

  get token(): string {
    return this.#token
  }

  /** @returns the cookie to set, or nothing for a token that is wrong or used; the next token is another */
  exchange(token: string): string | undefined {
    if (!timingSafeEqual(digest(token), digest(this.#token))) return undefined
    this.#token = secret()
    const session = secret()
    this.#sessions.add(digest(session).toString('hex'))
    return `${this.#cookie}=${session}; HttpOnly; SameSite=Strict; Path=/`
  }

  /** Whether a request's `Cookie` header has the cookie of this lab. */
  admits(cookies: string | undefined): boolean {
    return (cookies ?? '').split(';').some((pair) => {
      const [name, value] = pair.trim().split('=')
      return name === this.#cookie && value !== undefined && this.#sessions.has(digest(value).toString('hex'))
    })
  }
}

const ownNames = new Set(['127.0.0.1', 'localhost', '[::1]'])

/**
 * Whether a request was meant for this machine. Names of elsewhere that are made to point here (DNS rebinding) are not; any port is
 * good, since a tunnel may have another one.
 */
export function isOwnHost(host: string | undefined): boolean {
  const url = urlOf(host)
  // A name that is only read as one of these, such as 127.1, is not taken.
  return url?.host === host?.toLowerCase().replace(/:80$/, '') && ownNames.has(url?.hostname ?? '')
}

/** Whether a page of this very origin asks, and no other one in the same browser. */
export function isOwnOrigin(origin: string | undefined, host: string | undefined): boolean {
  const expected = urlOf(host)
  return origin !== undefined && expected !== null && URL.parse(origin)?.host === expected.host
}

const urlOf = (host: string | undefined): URL | null => (host === undefined ? null : URL.parse(`http://${host}`))
