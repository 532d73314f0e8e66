import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import type { Engine } from './engine.ts'
import type { KindCommand } from './kind-command.ts'
import { canonicalReference } from '../../system/image-reference.ts'

const inspected = z.array(z.object({ Id: z.string(), RepoDigests: z.array(z.string()).nullish() }))

/** Makes sure that the engine has the image, pulling it if need be, and tells its digest (or its id where it was never pushed). */
export async function ensureImage(engine: Engine, reference: string, signal: AbortSignal): Promise<string> {
  const present = await digestOf(engine, reference, signal)
  if (present) return present
  await engine.run(['pull', '--quiet', reference], {
    signal,
    doing: `pull the image ${reference}`,
    hint: 'Check the network, or load the image into the engine, or name another one in a catalog: --catalog FILE.',
  })
  return (await digestOf(engine, reference, signal)) ?? 'unknown'
}

/** The id of an image that the engine has already: another one, when its tag is moved. */
export const imageIdOf = async (engine: Engine, reference: string, signal: AbortSignal): Promise<string | undefined> =>
  (await inspect(engine, reference, signal))?.Id

async function digestOf(engine: Engine, reference: string, signal: AbortSignal): Promise<string | undefined> {
  const image = await inspect(engine, reference, signal)
  return image?.RepoDigests?.[0]?.split('@')[1] ?? image?.Id
}

async function inspect(engine: Engine, reference: string, signal: AbortSignal) {
  const { exitCode, stdout } = await engine.run(['image', 'inspect', reference], { signal, onFailure: 'return' })
  return exitCode === 0 ? inspected.parse(JSON.parse(stdout))[0] : undefined
}

/** Those of `references` that a node does not have yet. */
export async function missingInNode(
  engine: Engine,
  node: string,
  references: readonly string[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { stdout } = await engine.inNode(node, ['ctr', '-n', 'k8s.io', 'images', 'ls', '-q'], { signal })
  const present = new Set(stdout.split('\n').map((line) => line.trim()))
  return references.filter((reference) => !present.has(canonicalReference(reference)))
}

/**
 * Loads images from the engine into every node of a cluster, through an archive: `kind load docker-image` fails with
 * Docker's containerd image store (kind#3795), and so does an archive of several platforms.
 */
export async function loadImages(
  engine: Engine,
  kind: KindCommand,
  cluster: string,
  references: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'cnilab-images-'))
  try {
    const archive = join(folder, 'images.tar')
    const platform = await platformArguments(engine, signal)
    await engine.run(['image', 'save', ...platform, '-o', archive, ...references], {
      signal,
      doing: `save the images of ${cluster}`,
    })
    await kind.run(['load', 'image-archive', archive, '--name', cluster], {
      signal,
      doing: `load images into the nodes of ${cluster}`,
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** `--platform` exists from Docker's API 1.48 on, where it is needed. */
async function platformArguments(engine: Engine, signal: AbortSignal): Promise<readonly string[]> {
  if (engine.id !== 'docker') return []
  const { stdout } = await engine.run(['version', '--format', '{{.Server.APIVersion}} {{.Server.Arch}}'], { signal })
  const [api = '', arch = ''] = stdout.trim().split(' ')
  const [major = 0, minor = 0] = api.split('.').map(Number)
  return major > 1 || minor >= 48 ? ['--platform', `linux/${arch}`] : []
}
