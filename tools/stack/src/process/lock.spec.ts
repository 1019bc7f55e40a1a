import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { acquireLock, lockHolder } from './lock'

describe('a lock file', () => {
  let folder: string
  let file: string
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'anamnese-lock-'))
    file = path.join(folder, 'lock')
  })
  afterEach(() => {
    fs.rmSync(folder, { recursive: true })
  })

  it('is held by one process at a time', () => {
    const lock = acquireLock(file)
    expect(lock).toBeDefined()
    expect(acquireLock(file)).toBeUndefined()
    expect(lockHolder(file)?.pid).toBe(process.pid)
    lock?.release()
    expect(acquireLock(file)).toBeDefined()
  })

  it('is taken over from a process that died, even when its number lives again', () => {
    fs.writeFileSync(file, JSON.stringify({ pid: process.pid, startedAt: 'another time' }))
    expect(lockHolder(file)).toBeUndefined()
    expect(acquireLock(file)).toBeDefined()
  })

  it('is taken over when a full disk left it empty', () => {
    fs.writeFileSync(file, '')
    expect(acquireLock(file)).toBeDefined()
    expect(fs.readdirSync(folder)).toEqual(['lock'])
  })
})
