import { join } from 'node:path'

// The shell is one CommonJS file, out/app/app.cjs, so this is out/.
const out = join(__dirname, '..')

export const pageFolder = join(out, 'renderer')
export const preloadFile = join(out, 'preload/preload.cjs')
export const serviceFile = join(out, 'main/api/service-process.js')
