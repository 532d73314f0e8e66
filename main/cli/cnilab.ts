#!/usr/bin/env node
import { main } from './main.ts'

// A reader that has seen enough, such as `head`, closes the pipe: that ends the output, and is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

process.exitCode = await main(process.argv)
