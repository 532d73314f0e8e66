import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'

/** Electron's build-time switches, by the names that electron-builder has for them. */
export type FuseSettings = Readonly<Record<string, boolean>>

/** Not a fuse: what electron-builder does with a signature after the fuses are set. */
const notFuses = new Set(['resetAdHocDarwinSignature'])

/** The fuses that a program has, and how they are set. */
export async function fusesOf(executable: string): Promise<FuseSettings> {
  const wire: Readonly<Record<string, unknown>> = await getCurrentFuseWire(executable)
  const names = Object.entries(FuseV1Options).filter((pair): pair is [string, number] => typeof pair[1] === 'number')
  const present = names.filter(([, position]) => wire[position] !== undefined)
  return Object.fromEntries(present.map(([name, position]) => [camelCase(name), wire[position] === FuseState.ENABLE]))
}

/** Leaves out what a runtime has no fuse for: older ones have fewer, and electron-builder refuses to set what is not there. */
export function withoutFuses(wanted: FuseSettings, present: FuseSettings) {
  const isLacking = (name: string) => !notFuses.has(name) && !(name in present)
  const settings = Object.fromEntries(Object.entries(wanted).filter(([name]) => !isLacking(name)))
  return { settings, lacking: Object.keys(wanted).filter(isLacking) }
}

const camelCase = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1)
