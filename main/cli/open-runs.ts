import { openStore } from '../store/open-store.ts'
import type { Store } from '../store/store.ts'
import { databaseFile, defaultPaths } from '../system/paths.ts'

/** The runs of this machine. @throws LabError `store-failed` */
export const openRuns = (): Store => openStore(databaseFile(defaultPaths()))
