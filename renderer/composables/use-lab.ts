import type { LabClient } from '../../main/api/client.ts'
import { useConnection } from '../stores/connection.ts'

/** The lab's calls. They wait for the connection, and throw `LabCallError`. */
export const useLab = (): LabClient => useConnection().client
