import type { LabClient } from '../../main/api/client.ts'
import type { RunView } from '../../main/api/contract.ts'
import { unpacked } from '../../main/api/packed.ts'

/** A run as the page shows it. @throws LabCallError */
export const openRun = async (lab: LabClient, runId: string): Promise<RunView> =>
  unpacked(await lab['run:open']({ runId }))
