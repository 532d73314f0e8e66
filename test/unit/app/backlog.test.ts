import { describe, expect, it } from 'vitest'
import { Backlog } from '../../../preload/backlog.ts'

describe('Backlog', () => {
  it('hands what came before to the first listener, and what comes later to all', () => {
    const backlog = new Backlog<number>()
    const first: number[] = []
    const second: number[] = []
    backlog.push(1)
    backlog.push(2)
    backlog.listen((value) => first.push(value))
    backlog.listen((value) => second.push(value))
    backlog.push(3)
    expect(first).toEqual([1, 2, 3])
    expect(second).toEqual([3])
  })

  it('says no more to a listener that has left', () => {
    const backlog = new Backlog<number>()
    const heard: number[] = []
    backlog.listen((value) => heard.push(value))()
    backlog.push(1)
    expect(heard).toEqual([])
  })
})
