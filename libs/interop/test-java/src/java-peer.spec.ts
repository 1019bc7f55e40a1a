import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describeWith, JavaPeer } from './index'

const HAPI = new JavaPeer({
  name: 'HAPI',
  folder: 'hapi/jars-2.5.1-v25',
  dependencies: ['ca.uhn.hapi:hapi-base:2.5.1', 'ca.uhn.hapi:hapi-structures-v25:2.5.1', 'org.slf4j:slf4j-nop:2.0.9'],
})

describeWith(HAPI)('a main class run beside software of others', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'test-java-'))
  const source = path.join(folder, 'Say.java')
  beforeAll(() => {
    writeFileSync(source, MAIN)
  })
  afterAll(() => {
    rmSync(folder, { recursive: true })
  })

  it('finds its classes, gets the arguments, and its lines come back', async () => {
    expect(await HAPI.run(source, ['é'])).toEqual(['READY', '2.5 é'])
  })

  it('that fails says why', async () => {
    await expect(HAPI.run(source, [])).rejects.toThrow('ArrayIndexOutOfBounds')
  })

  it('is waited for until it is ready', async () => {
    const running = await HAPI.start(source, ['x'])
    expect(running.lines[0]).toBe('READY')
    running.close()
  })
})

it('a peer that cannot be used is skipped, with the reason', () => {
  const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined)
  const chosen = describeWith({ name: 'X', obstacle: () => 'Java n’est pas installé' })
  expect(chosen).toBe(describe.skip)
  expect(warn).toHaveBeenCalledWith('essais avec X sautés : Java n’est pas installé')
  warn.mockRestore()
})

const MAIN = `public class Say { public static void main(String[] a) {
  System.out.println("READY");
  System.out.println(ca.uhn.hl7v2.Version.V25.getVersion() + " " + a[0]);
} }`
