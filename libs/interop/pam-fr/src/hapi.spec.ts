import { buildAck, Hl7Message } from '@anamnese/interop-hl7v2'
import { MllpServer } from '@anamnese/interop-mllp'
import { describeWith } from '@anamnese/interop-test-java'
import type { Adt } from './adt'
import { readAdt } from './read/read-adt'
import { buildAdt } from './build/build-adt'
import { EMITTED_EVENTS, PAM_EVENTS } from './profile/events'
import { ENVELOPE, movementOf } from './test/facts'
import { HAPI, parseWithHapi, sendWithHapi } from './test/hapi'
import { validatePam } from './validate'

describeWith(HAPI)('admissions written and sent by HAPI', () => {
  it('are read, and their acknowledgements are understood by it', async () => {
    const received: Adt[] = []
    const server = new MllpServer({
      port: 0,
      handler: async (bytes) => {
        const message = Hl7Message.parse(bytes)
        received.push(readAdt(message))
        const controlId = `R${String(received.length)}`
        return buildAck(message, { controlId, at: new Date(), findings: validatePam(message) })
      },
    })
    const { port } = await server.listen()
    const lines = await sendWithHapi(port)
    await server.close()
    expect(lines).toEqual(['ACK|A01|AA|H1|||||', 'ACK|A01|AE|H2|PID|32|101|E|Champ obligatoire absent : PID-32.'])
    expect(received[0]).toMatchObject({
      event: 'A01',
      patient: {
        status: 'QUALIFIEE',
        ins: { matricule: '279035121518989' },
        traits: { birthName: 'PAT-TROIS', usedName: 'Le Goëff & Fils', birthPlaceCode: '51215' },
      },
      stay: { visit: { value: '9000001' }, location: { unit: '6268' } },
      movement: { ids: ['MVT2'], action: 'INSERT', medicalUnit: { code: '6268' } },
      consent: { feeding: 'IO' },
    })
  }, 120_000)
})

describeWith(HAPI)('messages written by this library', () => {
  it('are read by HAPI, each event in its structure', async () => {
    const messages = EMITTED_EVENTS.map((event) => buildAdt(movementOf(event), ENVELOPE))
    const lines = await parseWithHapi(messages)
    const structures = EMITTED_EVENTS.map((event) => PAM_EVENTS.get(event)?.structures[0] ?? '')
    expect(lines).toEqual(EMITTED_EVENTS.map((event, index) => `${event}|${structures[index] ?? ''}|000003|PAT-TROIS`))
  }, 120_000)
})
