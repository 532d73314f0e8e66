import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Block, Piece, TableBlock } from '../../../../main/blocks/block.ts'
import { derivePolicy } from '../../../../main/probes/policy/derive.ts'
import type { PolicyFacts } from '../../../../main/probes/policy/facts.ts'
import { policyRecordSchema } from '../../../../main/probes/policy/record.ts'
import { policyVerdicts, policyView } from '../../../../main/probes/policy/view.ts'

const load = (name: string): PolicyFacts =>
  derivePolicy(
    policyRecordSchema.parse(
      JSON.parse(readFileSync(new URL(`../../../fixtures/policy/record-${name}.json`, import.meta.url), 'utf8')),
    ),
  )

const variants = [
  { variant: 'calico/vxlan', facts: load('calico-3.28.5') },
  { variant: 'flannel/vxlan', facts: load('flannel-0.28.10') },
]

const ofKind = <K extends Block['kind']>(blocks: readonly Block[], kind: K) =>
  blocks.filter((block): block is Extract<Block, { kind: K }> => block.kind === kind)
const tableOf = (blocks: readonly Block[], caption: RegExp): TableBlock =>
  ofKind(blocks, 'table').find((table) => caption.test(table.caption)) ?? expect.fail('there is no such table')
const casesOf = (blocks: readonly Block[]) => tableOf(blocks, /^Cases of the suite/)
const piecesOf = ({ groups }: TableBlock): readonly Piece[] =>
  groups.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells as readonly Piece[]))

describe('policyView', () => {
  const blocks = policyView(variants)

  it('has a card for each variant that says in words what its sign says', () => {
    const [stat] = ofKind(blocks, 'stat')
    expect(stat?.items.map(({ variant, value }) => [variant, value])).toMatchObject([
      ['calico/vxlan', { text: 'enforced', sign: { symbol: '✓' } }],
      ['flannel/vxlan', { text: 'not enforced', sign: { symbol: '○' } }],
    ])
    expect(stat?.items[1]?.note).toContain('Enforces no NetworkPolicy')
  })

  it('has every case once and a cell for each variant, which opens its checks and policies', () => {
    const cases = casesOf(blocks)
    const heads = cases.groups.flatMap(({ rows }) => rows.map(({ head }) => head))
    expect(new Set(heads).size).toBe(heads.length)
    expect(piecesOf(cases)).toHaveLength(2 * heads.length)
    const [first] = piecesOf(cases)
    const { blocks: detail = [], onPage = [] } = first?.detail ?? {}
    expect(detail.map(({ kind }) => kind)).toEqual(['prose', 'table', 'section'])
    expect(ofKind(onPage, 'excerpt')[0]?.text).toContain('kind: NetworkPolicy')
  })

  it('warns of a case that is enforced in the end but was not for long, with its time', () => {
    const facts = load('calico-3.28.5')
    const slow = facts.cases.map((one) => (one.id === '22' ? { ...one, enforced: { firstRightMs: 26_600 } } : one))
    const pieces = piecesOf(casesOf(policyView([{ variant: 'calico/vxlan', facts: { ...facts, cases: slow } }])))
    expect(pieces.filter(({ note }) => note !== undefined)).toMatchObject([
      { text: 'as specified', note: '26.6 s', sign: { symbol: '✓', tone: 'warn' } },
    ])
  })

  it('puts every check of a case into exactly one cell', () => {
    const [one] = variants[0]?.facts.cases ?? []
    const [first] = piecesOf(casesOf(blocks))
    expect(piecesOf(tableOf(first?.detail?.blocks ?? [], /^Who reaches whom/)).flat()).toHaveLength(
      one?.checks.length ?? 0,
    )
  })

  it('keeps in reports what is not as specified, and leaves what matches to the page', () => {
    // So that its cases are worth telling one by one.
    const partly: typeof variants = variants.map(({ variant, facts }) => ({
      variant,
      facts: { ...facts, enforcement: facts.enforcement === 'none' ? 'partial' : facts.enforcement },
    }))
    const [calico, flannel] = piecesOf(casesOf(policyView(partly)))
    expect([calico?.detail?.inReports, flannel?.detail?.inReports]).toEqual([false, true])
  })

  it('says once in reports of a variant that enforces nothing, not a case at a time', () => {
    const ofFlannel = piecesOf(casesOf(blocks)).filter((_, n) => n % 2 === 1)
    expect(ofFlannel.filter(({ detail }) => detail?.inReports)).toEqual([])
    expect(JSON.stringify(ofKind(blocks, 'stat'))).toMatch(/Enforces no NetworkPolicy: all \d+ judged cases/)
  })

  it('has the policies of a case once for all variants, folded', () => {
    const folded = ofKind(blocks, 'section').filter(({ title }) => title.startsWith('Policies of the cases'))
    expect(folded).toMatchObject([{ isFolded: true }])
    const titles = ofKind(folded[0]?.blocks ?? [], 'excerpt').map(({ title }) => title)
    expect(titles.length).toBeGreaterThan(15)
    expect(new Set(titles).size).toBe(titles.length)
  })

  it('warns where nothing is judged', () => {
    const failing = [{ from: 'x/a', to: 'x/b', protocol: 'TCP', port: 80, observed: 'dropped' }] as const
    const facts: PolicyFacts = {
      ...load('calico-3.28.5'),
      baseline: { isClean: false, failing },
      enforcement: 'unknown',
    }
    const [warning] = ofKind(policyView([{ variant: 'v', facts }]), 'prose')
    expect(warning).toMatchObject({ tone: 'warn', texts: [{ variant: 'v' }] })
  })

  it('is nothing where nobody was asked', () => {
    expect(policyView([])).toEqual([])
  })
})

describe('policyVerdicts', () => {
  it('fails what is not enforced and passes what matches', () => {
    expect(variants.map(({ facts }) => policyVerdicts(facts)[0]?.verdict)).toEqual(['pass', 'fail'])
  })
})
