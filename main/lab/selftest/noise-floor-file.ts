import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { noiseFloorSchema, type Environment, type NoiseFloor } from '../../store/events.ts'
import { explaining } from '../../system/errors.ts'
import { jsonOf } from '../../system/json.ts'
import type { Paths } from '../../system/paths.ts'
import { writeWhole } from '../../system/place-whole.ts'

/** What a noise floor belongs to: on another processor it is another. */
type Machine = Pick<Environment, 'cpuModel' | 'cores' | 'arch'>

/** The version rises when the shape changes. */
const fileSchema = z.strictObject({
  version: z.literal(1),
  machine: z.strictObject({ cpuModel: z.string(), cores: z.number(), arch: z.string() }),
  floor: noiseFloorSchema,
})

const noiseFloorFile = ({ data }: Paths): string => join(data, 'noise-floor.json')

/** What the last self-test found, if it was on this machine. A file that cannot be understood is none. */
export async function readNoiseFloor(paths: Paths, machine: Machine): Promise<NoiseFloor | undefined> {
  const text = await readFile(noiseFloorFile(paths), 'utf8').catch(() => '')
  const { data } = fileSchema.safeParse(jsonOf(text))
  return data && JSON.stringify(data.machine) === JSON.stringify(identityOf(machine)) ? data.floor : undefined
}

/** Keeps it in the place of an earlier one. @throws LabError `store-failed` */
export async function writeNoiseFloor(paths: Paths, machine: Machine, floor: NoiseFloor): Promise<void> {
  const content: z.infer<typeof fileSchema> = { version: 1, machine: identityOf(machine), floor }
  await explaining(
    {
      code: 'store-failed',
      title: 'Cannot keep this machine’s noise floor',
      hint: `Check that you may write to ${paths.data}, and that the disk is not full.`,
    },
    () => writeWhole(noiseFloorFile(paths), `${JSON.stringify(content, null, 2)}\n`),
  )
}

const identityOf = ({ cpuModel, cores, arch }: Machine): Machine => ({ cpuModel, cores, arch })
