// Lets the shell run in Electron 22 (Node 16), the one runtime that can be had where only package registries are reached.
// Every difference from the Electron that the product ships is here: the program itself knows nothing of it.
const { readFileSync } = require('node:fs')
const { join } = require('node:path')
const { app, protocol } = require('electron')

class Response {
  constructor(body, { status = 200, headers = {} } = {}) {
    Object.assign(this, { body, status, headers })
  }
}

class SuppressedError extends Error {
  constructor(error, suppressed, message) {
    super(message)
    Object.assign(this, { error, suppressed })
  }
}

Object.assign(globalThis, { Response, SuppressedError })
Symbol.dispose ??= Symbol('Symbol.dispose')
Symbol.asyncDispose ??= Symbol('Symbol.asyncDispose')

/** What program and page take for granted, and neither Node 16 nor Chromium 108 has. It goes to the page as text: nothing from outside of it. */
function addWhatIsMissing() {
  Array.prototype.toSorted ??= function (compare) {
    return [...this].sort(compare)
  }
  Array.prototype.toReversed ??= function () {
    return [...this].reverse()
  }
  Array.prototype.toSpliced ??= function (...change) {
    const copy = [...this]
    copy.splice(...change)
    return copy
  }
  Map.groupBy ??= (items, keyOf) => {
    const groups = new Map()
    for (const item of items) {
      const key = keyOf(item)
      if (groups.has(key)) groups.get(key).push(item)
      else groups.set(key, [item])
    }
    return groups
  }
  Promise.withResolvers ??= function () {
    const parts = {}
    parts.promise = new this((resolve, reject) => Object.assign(parts, { resolve, reject }))
    return parts
  }
  URL.parse ??= (address, base) => {
    try {
      return new URL(address, base)
    } catch {
      return null
    }
  }
}

addWhatIsMissing()
/** Before the first line of each of the page's scripts. */
const missingInPage = Buffer.from(`(${addWhatIsMissing})();`)

/** `protocol.handle` came with Electron 25. */
protocol.handle ??= (scheme, handler) => {
  protocol.registerBufferProtocol(scheme, (request, respond) => {
    void handler(request).then(({ body, status, headers }) => {
      const isScript = new URL(request.url).pathname.endsWith('.js')
      const data = Buffer.from(body ?? [])
      respond({ statusCode: status, headers, data: isScript ? Buffer.concat([missingInPage, data]) : data })
    })
  })
}

const root = join(__dirname, '../../..')
app.setVersion(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version)
require(join(root, 'out/app/app.cjs'))
