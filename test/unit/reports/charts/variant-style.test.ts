import { describe, expect, it } from 'vitest'
import { variants } from '../../../../main/cnis/index.ts'
import { variantStyles } from '../../../../main/reports/charts/variant-style.ts'

describe('styles of variants', () => {
  const styles = variantStyles(variants)

  it('tell all variants apart, side by side, by their colours', () => {
    const colours = variants.map(({ id }) => styles.get(id)?.colour)
    expect(new Set(colours).size).toBe(variants.length)
    expect(colours).not.toContain(undefined)
  })

  it('tell the modes of one CNI apart without colour', () => {
    for (const modes of Map.groupBy(variants, ({ cni }) => cni).values())
      expect(new Set(modes.map(({ id }) => styles.get(id)?.decal)).size).toBe(modes.length)
  })

  it('do not depend on the order of a run', () => {
    expect(new Map(variantStyles(variants.toReversed()))).toEqual(new Map(styles))
  })
})
