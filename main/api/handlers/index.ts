import { clusterCalls } from './clusters.ts'
import { doctorCalls } from './doctor.ts'
import type { Handlers, Inputs, Service } from './handlers.ts'
import { labCalls } from './lab.ts'
import { planCalls } from './plan.ts'
import { runCalls } from './runs.ts'
import { settingsCalls } from './settings.ts'
import { taskCalls } from './tasks.ts'

/** A schema for every call. */
export const inputs: Inputs = {
  ...labCalls.inputs,
  ...planCalls.inputs,
  ...runCalls.inputs,
  ...taskCalls.inputs,
  ...clusterCalls.inputs,
  ...doctorCalls.inputs,
  ...settingsCalls.inputs,
}

/** A handler for every call. */
export const handlersOf = (service: Service): Handlers => ({
  ...labCalls.handlers(service),
  ...planCalls.handlers(service),
  ...runCalls.handlers(service),
  ...taskCalls.handlers(service),
  ...clusterCalls.handlers(service),
  ...doctorCalls.handlers(service),
  ...settingsCalls.handlers(service),
})
