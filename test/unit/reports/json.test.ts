import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseJsonReport, renderJson } from '../../../main/reports/json.ts'
import { LabError } from '../../../main/system/errors.ts'
import { generatedRun } from '../builders/generated-run.ts'
import { aKeyReadOnce, anError, aProbeReadOnce } from '../builders/run-events.ts'
import { samplesOf } from '../../../main/findings/samples.ts'

const input = generatedRun({ rounds: 3, failing: true })
const report = renderJson(input)

describe('the JSON report', () => {
  it('reads back to what it was made from, raw outputs included', () => {
    const parsed = parseJsonReport(report)
    expect(parsed.run).toEqual(input.run)
    expect(parsed.raws.size).toBe(samplesOf(input.run).length)
    expect(parsed.raws.get(3)).toEqual(input.raw(3))
  })

  it('is the same after a second trip', () => {
    const parsed = parseJsonReport(report)
    const { run, raws, log } = parsed
    const again = renderJson({
      run,
      findings: input.findings,
      log,
      raw: (raw) => raws.get(raw) ?? { stdout: '', stderr: '' },
    })
    expect(parseJsonReport(again)).toEqual(parsed)
  })

  it('carries what is read once, its outputs and what follows from them there and back', () => {
    const output = { part: 'capture', raw: 900, command: ['tcpdump'], exitCode: 0 }
    const times = { startedAtMs: input.run.startedAtMs, durationMs: 5 }
    const run = {
      ...input.run,
      probes: [...input.run.probes, aProbeReadOnce('wire')],
      readings: [
        ...input.run.readings,
        {
          ...{ ...aKeyReadOnce('flannel/vxlan', 'wire'), ...times, outputs: [{ ...output, ...times }] },
          outcome: { state: 'recorded' as const, record: { seen: [1, null] } },
        },
        {
          ...{ ...aKeyReadOnce('calico/vxlan', 'wire'), ...times, outputs: [] },
          outcome: { state: 'failed' as const, error: anError() },
        },
      ],
    }
    const parsed = parseJsonReport(renderJson({ ...input, run }))
    expect(parsed.run).toEqual(run)
    expect(parsed.raws.get(900)).toEqual(input.raw(900))
  })

  it('reads a report of other findings: they are for readers, and derived anew from the run', () => {
    const findings = {
      caveats: ['Quick mode.'],
      answers: [{ sentence: 'One is ahead.' }],
      evidence: { policy: 'perhaps' },
    }
    const old = JSON.stringify({ schema: 'cnilab.run/2', run: input.run, findings, raws: [] })
    expect(parseJsonReport(old).run).toEqual(input.run)
  })

  it('has a sentence beside the codes of each answer and caveat', () => {
    const { findings } = JSON.parse(report) as { findings: Record<'answers' | 'caveats', { sentence: string }[]> }
    for (const { sentence } of [...findings.answers, ...findings.caveats]) expect(sentence).toMatch(/^\S.*\.$/)
  })

  it('goes without raw outputs when there are none to be had', () => {
    const { run, findings } = input
    expect(parseJsonReport(renderJson({ run, findings })).raws.size).toBe(0)
  })

  it.each([
    ['', /Cannot read the report/],
    ['{}', /schema/],
    [report.replace('cnilab.run/3', 'cnilab.run/4'), /kind cnilab\.run\/4/],
    [report.replace(/"stdout":"[^"]*"/, '"stdout":"AAAA"'), /raw output is damaged/],
    [report.replace(/"seed":\d+/, '"seed":"fast"'), /seed/],
  ])('says what is wrong with a file that is not a report (%#)', (text, message) => {
    expect(() => parseJsonReport(text)).toThrow(message)
  })

  it('never throws anything but a LabError, whatever happened to the text', () => {
    const position = fc.nat(report.length)
    fc.assert(
      fc.property(position, fc.nat(40), fc.string({ maxLength: 10 }), (start, length, insert) => {
        try {
          parseJsonReport(report.slice(0, start) + insert + report.slice(start + length))
        } catch (error) {
          expect(error).toBeInstanceOf(LabError)
        }
      }),
      { numRuns: 50 },
    )
  })
})
