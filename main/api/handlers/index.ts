import { clusterHandlers } from './clusters.ts'
import { doctorHandlers } from './doctor.ts'
import type { Handlers, Service } from './handlers.ts'
import { labHandlers } from './lab.ts'
import { planHandlers } from './plan.ts'
import { runHandlers } from './runs.ts'
import { settingsHandlers } from './settings.ts'
import { taskHandlers } from './tasks.ts'

/** A handler for every call. */
export const handlersOf = (service: Service): Handlers => ({
  ...labHandlers(service),
  ...planHandlers(service),
  ...runHandlers(service),
  ...taskHandlers(service),
  ...clusterHandlers(service),
  ...doctorHandlers(service),
  ...settingsHandlers(service),
})
