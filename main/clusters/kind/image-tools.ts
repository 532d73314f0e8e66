import type { ImageRole } from '../cluster.ts'
import { toolVersions } from '../../system/tool-versions.ts'
import type { Engine } from './engine.ts'
import { ensureImage } from './images.ts'

/** Versions of the programs in the probe images that measurements are made with. */
export async function imageTools(
  engine: Engine,
  images: Readonly<Record<ImageRole, string>>,
  signal: AbortSignal,
): Promise<Readonly<Record<string, string>>> {
  await Promise.all([...new Set(Object.values(images))].map((image) => ensureImage(engine, image, signal)))
  const inImage =
    (image: string) =>
    ([program, ...args]: readonly [string, ...string[]]) =>
      engine.run(['run', '--rm', '--network', 'none', '--entrypoint', program, image, ...args], {
        signal,
        onFailure: 'return',
      })
  const [client, server] = await Promise.all([
    toolVersions({ iperf3: ['iperf3', '--version'], curl: ['curl', '--version'] }, inImage(images.client)),
    toolVersions({ nginx: ['nginx', '-v'] }, inImage(images['http-server'])),
  ])
  return { ...client, ...server }
}
