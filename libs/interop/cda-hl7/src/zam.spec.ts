import { Hl7Message, readAck } from '@anamnese/interop-hl7v2'
import {
  buildCdaAck,
  buildCdaMessage,
  buildZam,
  readZam,
  validateCdaMessage,
  validateZam,
  type ZamInput,
} from './index'
import { sampleInput } from './testing/sample'

const zam = (change: Partial<ZamInput> = {}): Hl7Message =>
  Hl7Message.parse(
    buildZam({
      kind: 'dmp',
      controlId: 'ZAM-1',
      at: new Date('2026-11-25T09:21:00Z'),
      processingId: 'T',
      sendingApplication: 'PFI',
      sendingFacility: 'CH',
      receivingApplication: 'ANAMNESE',
      receivingFacility: 'CH',
      originalControlId: 'DMP-0001',
      success: true,
      ...change,
    }),
  )

describe('a business acknowledgement', () => {
  it('of the DMP says which message it answers, and is read back', () => {
    const message = zam()
    expect(message.toString().split('\r').slice(1)).toEqual([
      'EVN||20261125102100+0100',
      'OBX|1|CWE|ACK_RECEPTION_DMP^Accusé de réception DMP^AckMetierZAM|DMP-0001|Y^^expandedYes-NoIndicator||||||F',
      '',
    ])
    expect(readZam(message)).toEqual({ kind: 'dmp', controlId: 'ZAM-1', originalControlId: 'DMP-0001', success: true })
    expect(validateZam(message)).toEqual([])
  })

  it('that refuses carries the code and the label of the DMP', () => {
    const message = zam({ success: false, error: { code: 'DMPClosed', label: 'DMP fermé' } })
    expect(readZam(message)).toMatchObject({
      success: false,
      error: { code: 'DMPClosed', label: 'DMP fermé', system: 'DMP_ERROR_CODE' },
    })
    expect(validateZam(message)).toEqual([])
  })

  it.each(['mss-reception', 'mss-reading'] as const)('of kind %s names the mailbox', (kind) => {
    const message = zam({ kind, mailbox: { address: 'paul.tanguy@medecin.mssante.example', id: '810100000011' } })
    expect(readZam(message)).toMatchObject({ kind, mailbox: 'paul.tanguy@medecin.mssante.example' })
    expect(validateZam(message)).toEqual([])
  })

  it('without its status, its message or its kind is not read', () => {
    for (const text of ['ACK_RECEPTION_DMP', 'DMP-0001', '|Y^']) {
      const cut = zam()
        .toString()
        .replace(text, '|Y^' === text ? '|' : '')
        .replace('ZAM^Z01', text === 'ACK_RECEPTION_DMP' ? 'ZAM^Z99' : 'ZAM^Z01')
      expect(() => readZam(Hl7Message.parse(cut))).toThrow(
        expect.objectContaining({ code: 'CDA_HL7.NOT_A_ZAM' }) as Error,
      )
    }
  })

  it('negative without an ERR, or positive for a mailbox that it does not name, is judged wrong', () => {
    const negative = zam({ success: false, error: { code: 'x', label: 'y' } })
      .toString()
      .replace(/ERR[^\r]*\r/, '')
    expect(validateZam(Hl7Message.parse(negative))).toMatchObject([{ severity: 'E', location: 'ERR' }])
    expect(validateZam(zam({ kind: 'mss-reception' }))).toMatchObject([{ severity: 'E', location: 'OBX(2)' }])
  })
})

describe('the technical acknowledgement', () => {
  const received = Hl7Message.parse(buildCdaMessage(sampleInput()))
  const input = { controlId: 'ACK-1', at: new Date('2026-11-25T09:20:01Z') }

  it('swaps the parties and keeps event and version', () => {
    const ack = Hl7Message.parse(buildCdaAck(received, input))
    expect(ack.toString().split('\r')).toEqual([
      "MSH|^~\\&|PFI|CH DE L'ARGOAT|ANAMNESE|CH DE L'ARGOAT|20261125102001+0100||ACK^T02^ACK|ACK-1|T|2.6|||||FRA|UNICODE UTF-8",
      'MSA|AA|DMP-0001',
      '',
    ])
  })

  it('of a ZAM is an ACK^Z01', () => {
    expect(Hl7Message.parse(buildCdaAck(zam(), input)).type).toMatchObject({ code: 'ACK', event: 'Z01' })
  })

  it('refuses with the findings', () => {
    const bad = Hl7Message.parse(received.toString().replace('ORC|NW', 'ORC|RO'))
    const ack = readAck(Hl7Message.parse(buildCdaAck(bad, { ...input, findings: validateCdaMessage(bad) })))
    expect(ack.accepted).toBe(false)
    expect(ack.errors[0]).toMatchObject({ location: 'ORC-1', code: '207', severity: 'E' })
  })

  it('refuses for the treatment with a code of the table 900–906', () => {
    const ack = Hl7Message.parse(buildCdaAck(received, { ...input, applicationError: '902' }))
    expect(ack.first('ERR')?.raw).toBe(
      'ERR|||207^Application error^messageErrorCondition|E|902^Identifiant patient inconnu^applicationErrorCode',
    )
    expect(readAck(ack).code).toBe('AE')
  })
})
