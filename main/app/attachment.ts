import { LabError } from '../system/errors.ts'

/** A lab that `cnilab serve` runs. */
export interface Attachment {
  /** As browsers write it, e.g. `http://127.0.0.1:4242`. */
  readonly origin: string
  /** The address that gives a cookie for its token. */
  readonly openUrl: string
}

// Its token and all it says travel unencrypted: a lab elsewhere is reached through a tunnel that ends on this machine.
const loopbackHosts = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** @throws LabError `bad-usage` */
export function parseAttachment(text: string): Attachment {
  const url = URL.parse(text)
  if (!url) throw refused(`"${text}" is not an address.`)
  if (url.protocol !== 'http:') throw refused(`"${url.protocol}" is not http.`)
  if (!loopbackHosts.has(url.hostname)) throw refused(`${url.hostname} is not this machine.`)
  if (url.pathname !== '/open' || !url.searchParams.get('token')) throw refused('The address has no token.')
  return { origin: url.origin, openUrl: url.href }
}

const refused = (message: string): LabError =>
  new LabError({
    code: 'bad-usage',
    title: 'Cannot attach to a lab',
    message,
    hint: 'Give the whole address that `cnilab serve` prints, e.g. --attach=http://127.0.0.1:4242/open?token=…',
  })
