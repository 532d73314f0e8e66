import { LabCallError } from '../../main/api/client.ts'
import { errorDetails } from './error-details.ts'
import { useToasts } from './use-toasts.ts'

/** What nobody handled is told in the corner, never only on the console. */
export function tellError(thrown: unknown, title = 'Something went wrong'): void {
  if (!(thrown instanceof LabCallError)) console.error(thrown)
  const details = errorDetails(thrown, title)
  useToasts().show({ title: details.title, text: details.message, tone: 'bad' })
}
