import { describe, expect, it } from 'vitest'
import { nsenterCommand, privilegeOf, unshareCommand } from '../../../../main/clusters/netns/privilege.ts'
import { searchPath } from '../../../../main/clusters/netns/programs.ts'

const files = { net: '/run/netns/pod-client', mount: '/proc/41/ns/mnt' }

describe('the right to make namespaces', () => {
  it('is had by root, taken from a user namespace, or asked of sudo', () => {
    expect(privilegeOf({ isRoot: true, viaSudo: true })).toBe('root')
    expect(privilegeOf({ isRoot: false, viaSudo: false })).toBe('user-namespace')
    expect(privilegeOf({ isRoot: false, viaSudo: true })).toBe('sudo')
  })

  it('needs a user namespace for ordinary users only', () => {
    expect(unshareCommand('user-namespace', ['true']).args).toContain('--map-root-user')
    expect(unshareCommand('root', ['true']).args).not.toContain('--user')
    expect(unshareCommand('sudo', ['true']).args).not.toContain('--user')
  })

  it('is asked of sudo without waiting for a password', () => {
    const { file, args } = unshareCommand('sudo', ['true'])
    expect([file, ...args.slice(0, 2)]).toEqual(['sudo', '-n', 'env'])
  })
})

describe("a command in a Pod's namespaces", () => {
  it("finds them through the holder's file system and runs the command last", () => {
    const { args } = nsenterCommand('user-namespace', 77, ['curl', '-s'], { files })
    expect(args).toContain('--net=/proc/77/root/run/netns/pod-client')
    expect(args).toContain('--mount=/proc/77/root/proc/41/ns/mnt')
    expect(args.slice(-2)).toEqual(['curl', '-s'])
  })

  it('passes variables on behind sudo, which drops those of the caller', () => {
    const { args } = nsenterCommand('sudo', 77, ['true'], { files, environment: { MARK: 'one' } })
    expect(args.indexOf('MARK=one')).toBeGreaterThan(args.indexOf('env'))
  })
})

describe('the search path', () => {
  it('has the folders of system programs behind those of the user, each once', () => {
    const folders = searchPath('/home/me/bin:/usr/bin').split(':')
    expect(folders[0]).toBe('/home/me/bin')
    expect(folders).toContain('/usr/sbin')
    expect(folders.filter((folder) => folder === '/usr/bin')).toHaveLength(1)
  })

  it('has no relative folder', () => {
    expect(searchPath('node_modules/.bin:.:/bin').split(':')[0]).toBe('/bin')
  })
})
