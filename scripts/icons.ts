import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exec } from '../main/system/exec.ts'

// Makes the application's icons from icon.svg, with rsvg-convert (Debian: librsvg2-bin). The results are committed: they change as
// seldom as the drawing does.
const folder = join(import.meta.dirname, 'packaging')
const linuxSizes = [16, 32, 48, 64, 128, 256, 512]
const windowsSizes = [16, 24, 32, 48, 64, 128, 256]
// Types of the ICNS format whose content is a PNG: https://en.wikipedia.org/wiki/Apple_Icon_Image_format
const macTypes = { ic07: 128, ic08: 256, ic09: 512, ic10: 1024, ic11: 32, ic12: 64, ic13: 256, ic14: 512 }

const work = await mkdtemp(join(tmpdir(), 'cnilab-icons-'))
try {
  await mkdir(join(folder, 'icons'), { recursive: true })
  for (const size of linuxSizes)
    await writeFile(join(folder, `icons/${String(size)}x${String(size)}.png`), await png(size))
  await writeFile(join(folder, 'icon.ico'), ico(await Promise.all(windowsSizes.map(sized))))
  const entries = Object.entries(macTypes).map(async ([type, size]) => ({ type, image: await png(size) }))
  await writeFile(join(folder, 'icon.icns'), icns(await Promise.all(entries)))
} finally {
  await rm(work, { recursive: true, force: true })
}

async function sized(size: number): Promise<{ size: number; image: Buffer }> {
  return { size, image: await png(size) }
}

async function png(size: number): Promise<Buffer> {
  const output = join(work, `${String(size)}.png`)
  const side = String(size)
  await exec('rsvg-convert', ['-w', side, '-h', side, '-o', output, join(folder, 'icon.svg')], {
    doing: 'draw the icon',
    hint: 'apt-get install librsvg2-bin, or brew install librsvg',
  })
  return readFile(output)
}

/** A directory of 16 bytes an image, then the images: https://en.wikipedia.org/wiki/ICO_(file_format) */
function ico(images: readonly { size: number; image: Buffer }[]): Buffer {
  const directory = Buffer.alloc(6 + 16 * images.length)
  directory.writeUInt16LE(1, 2)
  directory.writeUInt16LE(images.length, 4)
  let offset = directory.length
  images.forEach(({ size, image }, index) => {
    const entry = 6 + 16 * index
    // 0 stands for 256.
    directory.writeUInt8(size % 256, entry)
    directory.writeUInt8(size % 256, entry + 1)
    directory.writeUInt16LE(1, entry + 4)
    directory.writeUInt16LE(32, entry + 6)
    directory.writeUInt32LE(image.length, entry + 8)
    directory.writeUInt32LE(offset, entry + 12)
    offset += image.length
  })
  return Buffer.concat([directory, ...images.map(({ image }) => image)])
}

function icns(images: readonly { type: string; image: Buffer }[]): Buffer {
  const parts = images.flatMap(({ type, image }) => [icnsHeader(type, image.length), image])
  const content = Buffer.concat(parts)
  return Buffer.concat([icnsHeader('icns', content.length), content])
}

/** Its length counts itself. */
function icnsHeader(type: string, contentLength: number): Buffer {
  const header = Buffer.alloc(8)
  header.write(type, 'ascii')
  header.writeUInt32BE(contentLength + 8, 4)
  return header
}
