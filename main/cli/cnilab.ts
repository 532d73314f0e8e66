#!/usr/bin/env node
import { Cancelled } from '../system/errors.ts'
import { exitCodeOf } from './exit-codes.ts'
import { main } from './main.ts'
import { errorText } from './print-error.ts'
import { tell, watchOutput } from './terminal.ts'

const unread = new AbortController()
watchOutput((error) => {
  if (error) {
    tell(errorText(error.details))
    process.exitCode = exitCodeOf(error.details.code)
  }
  unread.abort(new Cancelled())
})
const exitCode = await main(process.argv, unread.signal)
process.exitCode ??= exitCode
