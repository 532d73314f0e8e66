import { LabError } from '../../system/errors.ts'

export const notReady = (message: string) =>
  new LabError({
    code: 'not-ready',
    title: 'Cannot check network policies',
    message,
    hint: 'Look at the Pods of the namespaces cnilab-x, cnilab-y and cnilab-z with kubectl describe.',
  })
