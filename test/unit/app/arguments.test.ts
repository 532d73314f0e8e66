import { describe, expect, it } from 'vitest'
import { readArguments } from '../../../main/app/arguments.ts'

const read = (...given: string[]) => readArguments(['/opt/cni-lab', ...given], {}, '/home/ada')

describe('readArguments', () => {
  it('takes the lab to attach to from the command line before the environment', () => {
    const environment = { CNILAB_ATTACH: 'http://localhost:2/open?token=b' }
    expect(readArguments(['/opt/cni-lab'], environment, '/').attach).toBe('http://localhost:2/open?token=b')
    expect(readArguments(['/opt/cni-lab', '--attach=given'], environment, '/').attach).toBe('given')
    expect(read().attach).toBeUndefined()
  })

  it('finds exported runs among the switches of Chromium, relative to where the program was started', () => {
    const { files } = read('--no-sandbox', 'runs/one.cnilab', '/tmp/two.CNILAB', 'notes.txt', '--x.cnilab', '.')
    expect(files).toEqual(['/home/ada/runs/one.cnilab', '/tmp/two.CNILAB'])
  })
})
