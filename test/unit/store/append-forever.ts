import { openStore } from '../../../main/store/open-store.ts'
import { runStarted } from '../builders/run-events.ts'

/** Appends until it is killed, and says on standard output what it has appended. */
const store = openStore(process.argv[2] ?? '')
const id = store.createRun(runStarted())
process.stdout.write(`${id}\n`)
for (let n = 1; ; n++) {
  store.append(id, { type: 'log', variant: null, line: `line ${String(n)}` })
  const raw = store.appendRaw(id, { stdout: `output ${String(n)}`, stderr: '' })
  process.stdout.write(`${String(n)} ${String(raw)}\n`)
}
