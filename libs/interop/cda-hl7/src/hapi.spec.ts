import { Hl7Message, readAck } from '@anamnese/interop-hl7v2'
import { MllpClient } from '@anamnese/interop-mllp'
import { describeWith } from '@anamnese/interop-test-java'
import { buildCdaMessage } from './index'
import { HAPI, startHapi, type HapiReceiver } from './testing/hapi'
import { sampleCda, sampleInput } from './testing/sample'

describeWith(HAPI)('a document sent to a receiver that we did not write (HAPI)', () => {
  let hapi: HapiReceiver
  let client: MllpClient

  beforeAll(async () => {
    hapi = await startHapi()
    client = new MllpClient({ host: '127.0.0.1', port: hapi.port })
  }, 60_000)
  afterAll(() => {
    client.close()
    hapi.close()
  })

  const send = async (change: Parameters<typeof sampleInput>[0] = {}): Promise<ReturnType<typeof readAck>> =>
    readAck(Hl7Message.parse(await client.send(buildCdaMessage(sampleInput(change)))))

  it('is accepted by its default validation, and each field is where it is looked for', async () => {
    const ack = await send()
    expect(ack).toMatchObject({ code: 'AA', controlId: 'DMP-0001', errors: [] })
    const size = sampleCda().length
    expect(hapi.lines.at(-1)).toBe(
      `RECEIVED MDM_T02 2.6|279035121518989|PAT-TROIS|1.2.250.1.999.1.1.220.2|SEJ0001|NW|Lettre de liaison à la sortie|1.2.250.1.999.1.1.220.4.2026112500001|Base64|${String(size)}`,
    )
  })

  it('is accepted as a replacement and as a deletion', async () => {
    const cda = sampleCda({ replaces: '1.2.250.1.999.1.1.220.4.1' })
    expect((await send({ operation: 'replace', cda, controlId: 'R1' })).code).toBe('AA')
    expect((await send({ operation: 'delete', controlId: 'D1' })).code).toBe('AA')
    expect(hapi.lines.slice(-2).map((line) => line.split('|')[5])).toEqual(['RO', 'CA'])
  })

  it('is accepted whole when it weighs several megabytes', async () => {
    const cda = Buffer.from(
      sampleCda()
        .toString()
        .replace('JVBERi0=', `JVBERi0A${'A'.repeat(1_000_000)}`),
    )
    expect((await send({ cda, controlId: 'BIG' })).code).toBe('AA')
    expect(hapi.lines.at(-1)?.split('|').at(-1)).toBe(String(cda.length))
  }, 60_000)
})
