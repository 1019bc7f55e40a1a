import { Hl7Message } from '@anamnese/interop-hl7v2'
import { buildCdaMessage, NO_FLAGS, readCdaMessage, validateCdaMessage } from './index'
import { sampleCda, sampleInput } from './testing/sample'

const built = (change: Parameters<typeof sampleInput>[0] = {}): Hl7Message =>
  Hl7Message.parse(buildCdaMessage(sampleInput(change)))
const lines = (message: Hl7Message): string[] => message.toString().split('\r')

describe('a document sent to the PFI', () => {
  it('is written as the volet 2.1 has it', () => {
    const cda = sampleCda().toString('base64')
    expect(lines(built())).toEqual([
      "MSH|^~\\&|ANAMNESE|CH DE L'ARGOAT|PFI|CH DE L'ARGOAT|20261125102000+0100||MDM^T02^MDM_T02|DMP-0001|T|2.6|||||FRA|UNICODE UTF-8|||2.1^CISIS_CDA_HL7_V2",
      'EVN||20261125102000+0100',
      'PID|||279035121518989^^^ASIP-SANTE-INS-NIR&1.2.250.1.213.1.4.10&ISO^INS~000003^^^GAM&1.2.250.1.999.1.1.220.2&ISO^PI||PAT-TROIS^DOMINIQUE^DOMINIQUE MARIE-LOUISE^^^^L||19790328|F|||^^^^^^BDL^^51215|||||||||||||||||||||VALI',
      'PV1|1|I|6268||||||||||||||||SEJ0001^^^GAM&220000012&M^VN|||||||||||||||||||||||||20261120090000+0100',
      'ORC|NW',
      'OBR|1|||11490-0^Lettre de liaison à la sortie^LN',
      'TXA|1|11490-0|TEXT|20261125101500+0100||||||||1.2.250.1.999.1.1.220.4.2026112500001|||||AU',
      `OBX|1|ED|11490-0^Lettre de liaison à la sortie^LN||^text^XML^Base64^${cda}||||||F`,
      "PRT||UC||SB^Send by^participation|810100000003^KERVADEC^Maëlle^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS|||CH DE L'ARGOAT^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^1220000020",
      'PRT||UC||RCT^Result Copies To^participation|810100000011^TANGUY^Paul^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS||||||||||^^X.400^paul.tanguy@medecin.mssante.example',
      'OBX|2|CWE|MASQUE_PS^Masqué aux professionnels de Santé^MetaDMPMSS||N^^expandedYes-NoIndicator||||||F',
      'OBX|3|CWE|INVISIBLE_PATIENT^Document Non Visible par le patient^MetaDMPMSS||N^^expandedYes-NoIndicator||||||F',
      'OBX|4|CWE|INVISIBLE_REP_LEGAUX^Non visible par les représentants Légaux du patient^MetaDMPMSS||N^^expandedYes-NoIndicator||||||F',
      'OBX|5|CWE|CONNEXION_SECRETE^Connexion Secrete^MetaDMPMSS||N^^expandedYes-NoIndicator||||||F',
      'OBX|6|CWE|MODIF_CONF_CODE^Modification Confidentiality Code^MetaDMPMSS||N^^expandedYes-NoIndicator||||||F',
      'OBX|7|CWE|DESTDMP^Destinataire DMP^MetaDMPMSS||Y^^expandedYes-NoIndicator||||||F',
      'OBX|8|CWE|DESTMSSANTEPS^Destinataire (Professionnel de Santé, organisation ou BAL applicative)^MetaDMPMSS||N^^expandedYes-NoIndicator||||||F',
      'OBX|9|CWE|DESTMSSANTEPAT^Destinataire Patient^MetaDMPMSS||N^^expandedYes-NoIndicator||||||F',
      'OBX|10|CWE|ACK_RECEPTION^Accusé de réception^MetaDMPMSS||N^^expandedYes-NoIndicator||||||F',
      'OBX|11|CWE|ACK_LECTURE_MSS^Accusé de lecture^MetaDMPMSS||N^^expandedYes-NoIndicator||||||F',
      '',
    ])
  })

  it('passes its own rules without a remark', () => {
    expect(validateCdaMessage(built())).toEqual([])
  })

  it('is read back as it was asked', () => {
    const input = sampleInput({
      flags: { ...NO_FLAGS, destMssPs: true, destMssPatient: true, ackReception: true },
      patientMayNotReply: true,
      recipients: [
        { address: 'paul.tanguy@medecin.mssante.example' },
        { person: { id: '279035121518989', idType: 'INS' }, address: '279035121518989@patient.mssante.fr' },
      ],
      replyTo: 'secretariat.cardiologie@ch-argoat.mssante.example',
      mailBodies: { professional: 'Cher confrère,\nvoici la lettre.' },
    })
    const message = Hl7Message.parse(buildCdaMessage(input))
    expect(validateCdaMessage(message)).toEqual([])
    const read = readCdaMessage(message)
    expect(read).toMatchObject({
      volet: '2.1',
      kind: 'MDM',
      operation: 'create',
      controlId: 'DMP-0001',
      flags: input.flags,
      patientMayNotReply: true,
      mailBodies: input.mailBodies,
      patient: { insValidated: true, familyName: 'PAT-TROIS', givenName: 'DOMINIQUE' },
      visit: { patientClass: 'I', number: 'SEJ0001' },
    })
    expect(read.patient.ids.map((id) => [id.type, id.value, id.authority])).toEqual([
      ['INS', '279035121518989', '1.2.250.1.213.1.4.10'],
      ['PI', '000003', '1.2.250.1.999.1.1.220.2'],
    ])
    expect(read.documents[0]?.bytes.equals(input.cda)).toBe(true)
    expect(read.participants).toHaveLength(4)
    expect(read.participants.at(-1)).toEqual({ participation: 'REPLY', address: input.replyTo })
  })

  it('that replaces another one names it, in T10', () => {
    const message = built({ operation: 'replace', cda: sampleCda({ replaces: '1.2.250.1.999.1.1.220.4.1' }) })
    expect(message.type.event).toBe('T10')
    expect([message.get('ORC-1'), message.get('TXA-13'), message.get('OBX-11')]).toEqual([
      'RO',
      '1.2.250.1.999.1.1.220.4.1',
      'C',
    ])
    expect(validateCdaMessage(message)).toEqual([])
  })

  it('that is withdrawn is sent in T04', () => {
    const message = built({ operation: 'delete' })
    expect([message.type.event, message.get('ORC-1'), message.get('OBX-11')]).toEqual(['T04', 'CA', 'D'])
    expect(validateCdaMessage(message)).toEqual([])
  })

  it.each([
    ['the DMP has no sender', { sender: undefined }, 'CDA_HL7.SENDER_MISSING'],
    [
      'MSSanté has no recipient',
      { flags: { ...NO_FLAGS, destMssPs: true }, recipients: [] },
      'CDA_HL7.RECIPIENT_MISSING',
    ],
    [
      'a masked document would go to a professional',
      { flags: { ...NO_FLAGS, destMssPs: true, masquePs: true } },
      'CDA_HL7.CONTRADICTION',
    ],
    ['the stay of an inpatient has no number', { visit: { patientClass: 'I' } }, 'CDA_HL7.CONTRADICTION'],
    ['a replacement does not say what it replaces', { operation: 'replace' as const }, 'CDA_HL7.PARENT_MISSING'],
  ])('is not built when %s', (_why, change, code) => {
    expect(() => built(change as never)).toThrow(expect.objectContaining({ code }) as Error)
  })

  it('of 20 MB is built, read and judged', () => {
    const filler = 'A'.repeat(20_000_000)
    const cda = Buffer.from(sampleCda().toString().replace('JVBERi0=', `JVBERi0A${filler}`))
    const message = built({ cda })
    expect(validateCdaMessage(message)).toEqual([])
    expect(readCdaMessage(message).documents[0]?.bytes.length).toBe(cda.length)
  })
})
