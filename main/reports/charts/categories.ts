/** An axis of names, the first one on top, that is nothing but the names. */
export const categories = (data: readonly string[]) => ({
  type: 'category' as const,
  inverse: true,
  data: [...data],
  axisLine: { show: false },
  axisTick: { show: false },
})
