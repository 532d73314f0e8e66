import { tryLock } from '../../../main/system/lock-file.ts'

// A process of its own that asks for a lock, says what became of it, and holds it until its input ends.
const [file = '', what = ''] = process.argv.slice(2)
const lock = tryLock(file, what)
process.stdout.write(`${'isHeld' in lock ? 'held' : `refused by ${lock.what}`}\n`)
process.stdin.resume()
