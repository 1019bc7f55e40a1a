import { Hl7Message } from '@anamnese/interop-hl7v2'
import { buildCdaMessage, NO_FLAGS, validateCdaMessage } from './index'
import { sampleCda, sampleInput } from './testing/sample'

const GOOD = Buffer.from(
  buildCdaMessage(sampleInput({ flags: { ...NO_FLAGS, destDmp: true, destMssPs: true, invisiblePatient: true } })),
).toString('utf8')

function errorsAfter(change: (text: string) => string, severity = 'E'): string[] {
  const changed = change(GOOD)
  expect(changed).not.toBe(GOOD)
  return validateCdaMessage(Hl7Message.parse(changed))
    .filter((finding) => finding.severity === severity)
    .map((finding) => `${finding.location} ${finding.code}`)
}
const without = (pattern: RegExp) => (text: string) => text.replace(pattern, '')
const swap = (from: string | RegExp, to: string) => (text: string) => text.replace(from, to)
const metadata = (code: string): RegExp => new RegExp(`OBX\\|\\d+\\|CWE\\|${code}\\^[^\\r]*\\r`)

describe('the rules of the volet 2.1', () => {
  it('have nothing to say of a good message', () => {
    expect(validateCdaMessage(Hl7Message.parse(GOOD))).toEqual([])
  })

  it.each<[string, (text: string) => string, string]>([
    ['another message type', swap('MDM^T02', 'ADT^A01'), 'MSH-9 200'],
    ['an event of another volet', swap('MDM^T02', 'MDM^T11'), 'MSH-9.2 201'],
    ['another version', swap('|2.6|', '|2.5|'), 'MSH-12 203'],
    ['an unknown processing mode', swap('|T|2.6', '|X|2.6'), 'MSH-11 202'],
    ['no country', swap('|FRA|', '||'), 'MSH-17 103'],
    ['no profile', swap('2.1^CISIS_CDA_HL7_V2', ''), 'MSH-21 103'],
    ['no sending application', swap('|ANAMNESE|', '||'), 'MSH-3 101'],
    ['no PV1', without(/PV1[^\r]*\r/), 'PV1 100'],
    ['a PID after the PV1', swap(/(PID[^\r]*\r)(PV1[^\r]*\r)/, '$2$1'), 'PID 100'],
    ['a segment of another profile', swap('ORC|', 'RXA|1\rORC|'), 'RXA 100'],
    ['no patient name', swap(/PAT-TROIS\^DOMINIQUE\^DOMINIQUE MARIE-LOUISE\^\^\^\^L/, ''), 'PID-5 101'],
    ['an INS of an identity that is not validated', swap('VALI', ''), 'PID-32 101'],
    ['an INS with a foreign OID', swap('1.2.250.1.213.1.4.10', '1.2.3'), 'PID-3.4.2 103'],
    ['an inpatient without a stay', swap(/SEJ0001\^\^\^GAM&220000012&M\^VN/, ''), 'PV1-19 101'],
    ['an unknown request', swap('ORC|NW', 'ORC|XX'), 'ORC-1 103'],
    ['a request that is not that of the event', swap('ORC|NW', 'ORC|RO'), 'ORC-1 207'],
    ['a document status that is not that of the request', swap(/\|\|\|\|\|\|F\rPRT/, '||||||D\rPRT'), 'OBX-11 207'],
    ['two document types', swap('OBR|1|||11490-0', 'OBR|1|||34874-8'), 'OBX-3 207'],
    ['a type outside of LN and TRE_A05', swap('sortie^LN', 'sortie^SCT'), 'OBR-4.3 103'],
    ['no document identifier', swap(/1\.2\.250\.1\.999\.1\.1\.220\.4\.2026112500001\|/, '|'), 'TXA-12 101'],
    ['the identifier of another document', swap('4.2026112500001|', '4.2026112500002|'), 'TXA-12 207'],
    ['a document that is not complete', swap('|AU\r', '|DO\r'), 'TXA-17 103'],
    ['the INS of another patient', swap('279035121518989^', '180032B02040123^'), 'PID-3 207'],
    ['bytes that are not a document', swap(/Base64\^[^|]*/, 'Base64^Qm9uam91cg=='), 'OBX-5.5 102'],
    ['bytes that are not base64', swap(/Base64\^[^|]{20}/, 'Base64^*'), 'OBX-5.5 102'],
    ['a missing metadata', without(metadata('CONNEXION_SECRETE')), 'OBX-3 100'],
    ['metadata out of order', swap(/(OBX\|2\|CWE\|MASQUE_PS[^\r]*\r)(OBX\|3\|[^\r]*\r)/, '$2$1'), 'OBX-3 100'],
    ['a metadata that is neither yes nor no', swap('||N^^expanded', '||O^^expanded'), 'OBX(2)-5 103'],
    ['a metadata of the wrong type', swap('OBX|2|CWE', 'OBX|2|CE'), 'OBX(2)-2 103'],
    ['a metadata of another system', swap('^MetaDMPMSS', '^Autre'), 'OBX(2)-3.3 103'],
    ['no sender for the DMP', without(/PRT\|\|UC\|\|SB[^\r]*\r/), 'PRT 100'],
    ['a sender without a structure number', swap('^IDNST^^^1220000020', ''), 'PRT-8 101'],
    ['a sender without an identifier type', swap('^D^^^IDNPS', '^D'), 'PRT-5.13 101'],
    ['no recipient for MSSanté', without(/PRT\|\|UC\|\|RCT[^\r]*\r/), 'PRT 100'],
    ['a recipient without an address', swap('^^X.400^paul.tanguy@medecin.mssante.example', ''), 'PRT-15.4 101'],
    ['an address that is not one', swap('paul.tanguy@medecin.mssante.example', 'paul'), 'PRT-15.4 102'],
    ['a masked document for a professional', swap(/(MASQUE_PS[^\r]*\|\|)N/, '$1Y'), 'OBX-5 207'],
    ['the patient as destination without an address', swap(/(DESTMSSANTEPAT[^\r]*\|\|)N/, '$1Y'), 'PRT 207'],
  ])('refuse %s', (_what, change, expected) => {
    expect(errorsAfter(change)).toContain(expected)
  })

  it.each<[string, (text: string) => string, string]>([
    ['base64 without its padding', swap(/=+\|\|\|\|\|\|F/, '||||||F'), 'OBX-5.5 102'],
    ['a label that is left out', swap('SB^Send by', 'SB^'), 'PRT-4.2 101'],
    ['a namespace after the document identifier', swap('2500001|', '2500001^CH|'), 'TXA-12.2 102'],
    ['a local identifier that the message lacks', swap('~000003^', '~000004^'), 'PID-3 207'],
  ])('only remark %s', (_what, change, expected) => {
    expect(errorsAfter(change)).toEqual([])
    expect(errorsAfter(change, 'W')).toContain(expected)
  })

  it('let the segments of a site through', () => {
    expect(errorsAfter(swap('ORC|', 'ZXX|1\rORC|'))).toEqual([])
  })

  it('treat a combination outside of the table as asked: a remark, or an error', () => {
    const flags = { ...NO_FLAGS, destMssPs: true }
    const message = Hl7Message.parse(buildCdaMessage(sampleInput({ flags })))
    expect(validateCdaMessage(message).map((finding) => finding.severity)).toEqual(['W'])
    expect(validateCdaMessage(message, { strictCombinations: true }).map((f) => f.severity)).toEqual(['E'])
  })

  it('ask a replacement for the document replaced, the same as in the CDA', () => {
    const cda = sampleCda({ replaces: '1.2.250.1.999.1.1.220.4.1' })
    const text = buildCdaMessage(sampleInput({ operation: 'replace', cda })).toString('utf8')
    const codes = (changed: string): string[] =>
      validateCdaMessage(Hl7Message.parse(changed)).map((finding) => `${finding.location} ${finding.code}`)
    expect(codes(text)).toEqual([])
    expect(codes(text.replace('|1.2.250.1.999.1.1.220.4.1|', '||'))).toContain('TXA-13 101')
    expect(codes(text.replace('|1.2.250.1.999.1.1.220.4.1|', '|1.2.3.4|'))).toContain('TXA-13 207')
  })

  it('never throw, whatever line of the message is cut short', () => {
    const lines = GOOD.split('\r')
    lines.forEach((line, index) => {
      for (const length of [3, 8, Math.floor(line.length / 2)]) {
        const cut = [...lines.slice(0, index), index === 0 ? line : line.slice(0, length), ...lines.slice(index + 1)]
        expect(() => validateCdaMessage(Hl7Message.parse(cut.join('\r')))).not.toThrow()
      }
    })
  })
})
