import { describe, expect, it } from 'vitest'
import { variants as registered } from '../../../../main/cnis/index.ts'
import { cniColour } from '../../../../main/reports/charts/cni-colours.ts'
import { variantStyles } from '../../../../main/reports/charts/variant-style.ts'

describe('styles of variants', () => {
  const variants = registered.all()
  const styles = variantStyles(variants, cniColour)

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
    expect(new Map(variantStyles(variants.toReversed(), cniColour))).toEqual(new Map(styles))
  })

  it('are shades of grey for a CNI that nothing is known of', () => {
    const [first, second] = ['own/a', 'own/b'].map((id) => ({ id, cni: 'own' }))
    const own = variantStyles(
      [first, second].filter((each) => each !== undefined),
      cniColour,
    )
    expect(own.get('own/a')).toEqual({ colour: '#666666', decal: 'none' })
    expect(own.get('own/b')?.colour).toMatch(/^#(..)\1\1$/)
  })
})
