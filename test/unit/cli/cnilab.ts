import { vi } from 'vitest'
import { main } from '../../../main/cli/main.ts'

/** What a command line prints and how it ends. */
export async function cnilab(...args: readonly string[]) {
  const printed = { stdout: '', stderr: '' }
  const into = (name: keyof typeof printed) => (text: unknown) => {
    printed[name] += String(text)
    return true
  }
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(into('stdout')),
    vi.spyOn(process.stderr, 'write').mockImplementation(into('stderr')),
    vi.spyOn(console, 'log').mockImplementation((text) => into('stdout')(`${String(text)}\n`)),
    vi.spyOn(console, 'error').mockImplementation((text) => into('stderr')(`${String(text)}\n`)),
  ]
  try {
    const exitCode = await main(['node', 'cnilab', ...args])
    return { exitCode, ...printed }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}
