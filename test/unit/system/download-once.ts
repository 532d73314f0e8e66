import { readFileSync } from 'node:fs'
import { download } from '../../../main/system/downloads.ts'

// A process of its own that needs a file: URL, sha256, cache folder.
const [url = '', sha256 = '', cache = ''] = process.argv.slice(2)
process.stdout.write(readFileSync(await download({ url, sha256 }, cache, new AbortController().signal)))
