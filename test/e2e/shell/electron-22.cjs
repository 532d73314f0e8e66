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

Promise.withResolvers ??= function () {
  const parts = {}
  parts.promise = new this((resolve, reject) => Object.assign(parts, { resolve, reject }))
  return parts
}

/** `protocol.handle` came with Electron 25. */
protocol.handle ??= (scheme, handler) => {
  protocol.registerBufferProtocol(scheme, (request, respond) => {
    void handler(request).then(({ body, status, headers }) => {
      respond({ statusCode: status, headers, data: Buffer.from(body ?? []) })
    })
  })
}

const root = join(__dirname, '../../..')
app.setVersion(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version)
require(join(root, 'out/app/app.cjs'))
