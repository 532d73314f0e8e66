import type { RuntimeProfile } from '../../../main/clusters/runtime.ts'
import type { CniProfile } from '../../../main/cnis/profile.ts'
import { ok, type Check } from '../../../main/clusters/check.ts'
import type { ReportFormat } from '../../../main/reports/format.ts'
import { FakeRuntime } from '../lab/fake-runtime.ts'

/** What shelves need of this machine. */
const dust: Check = {
  id: 'dust',
  title: 'Dust on the shelves',
  check: () => Promise.resolve(ok('the shelves are dusted')),
}

/** A place where clusters come from: Pods that answer whatever they are asked. */
export const shelf: RuntimeProfile = {
  id: 'shelf',
  title: 'Shelves',
  summary: 'Clusters on shelves',
  description: 'Clusters that stand on shelves of wood.',
  invitation: 'Compare shelves',
  provides: [],
  ipFamilies: ['ipv4'],
  idleClustersCost: false,
  memoryPerClusterBytes: 1024 ** 2,
  diskPerClusterBytes: 0,
  typical: { createMs: 10, turnMs: 1, endMs: 1 },
  usualSpread: 0.07,
  limitations: [],
  open: () => Promise.resolve(new FakeRuntime({ hasServices: false, idleClustersCost: false, answer: beech }, 'shelf')),
  refusals: () => Promise.resolve({}),
  checks: () => Promise.resolve([dust]),
}

const beech = () => ({ stdout: 'beech\n', stderr: '', exitCode: 0 })

/** A CNI with one variant. */
export const paper: CniProfile = {
  id: 'paper',
  title: 'Paper planes',
  colour: '#123456',
  variants: [
    {
      id: 'paper/plane',
      cni: 'paper',
      runtime: 'shelf',
      title: 'Paper planes between shelves',
      isDefault: true,
      needs: [],
      configured: { encapsulation: 'none', datapath: 'folded paper' },
    },
  ],
}

/** What a run can be exported as. */
export const recipeCard: ReportFormat = {
  id: 'recipe-card',
  title: 'A card with the recipe',
  extension: 'card',
  mediaType: 'text/plain',
  render: ({ run }) => Promise.resolve(`Recipe for ${run.variants.map(({ id }) => id).join(', ')}\n`),
}
