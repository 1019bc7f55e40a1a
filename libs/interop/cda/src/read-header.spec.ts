import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildCdaN1 } from './build-n1'
import { mainServiceEvent, readCdaHeader } from './read-header'
import { describeWith, fixture } from './testing/fixtures'
import { LETTER } from './testing/letter'

const codeOf = (xml: string): string => {
  try {
    readCdaHeader(xml)
  } catch (error) {
    return (error as { code: string }).code
  }
  return 'read'
}
const LETTER_XML = buildCdaN1(LETTER).toString()

describe('reading a CDA document', () => {
  it('refuses what is not one', () => {
    expect(codeOf('<ClinicalDocument/>')).toBe('CDA.NOT_A_CDA')
    expect(codeOf('<html xmlns="http://www.w3.org/1999/xhtml"/>')).toBe('CDA.NOT_A_CDA')
    expect(codeOf('<!DOCTYPE x><ClinicalDocument xmlns="urn:hl7-org:v3"/>')).toBe('XML.DOCTYPE_FORBIDDEN')
    expect(codeOf('<ClinicalDocument xmlns="urn:hl7-org:v3"/>')).toBe('CDA.INCOMPLETE')
    expect(codeOf(`<wrapper>${LETTER_XML.replace(/^<\?xml[^>]*>/, '')}</wrapper>`)).toBe('CDA.NOT_A_CDA')
  })

  it('finds it in the signature that envelops it, and refuses two in one', () => {
    const inner = LETTER_XML.replace(/^<\?xml[^>]*>/, '')
    const signed = `<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><Object>${inner}</Object></Signature>`
    expect(readCdaHeader(signed)).toMatchObject({ packaging: 'signed', id: { root: LETTER.id } })
    const two = `<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><Object>${inner}${inner}</Object></Signature>`
    expect(codeOf(two)).toBe('CDA.NOT_A_CDA')
  })

  it('tolerates base64 that is broken over lines and without its padding, not what is not base64', () => {
    const base64 = Buffer.from(LETTER.body.bytes).toString('base64')
    const broken = base64.replace(/=+$/, '').replace(/(.{8})/g, '$1\r\n   ')
    const header = readCdaHeader(LETTER_XML.replace(base64, broken))
    expect(header.body).toMatchObject({ level: 'N1', bytes: LETTER.body.bytes })
    expect(codeOf(LETTER_XML.replace(base64, `${base64}%`))).toBe('CDA.BODY_UNREADABLE')
    expect(codeOf(LETTER_XML.replace(base64, 'AAAAA'))).toBe('CDA.BODY_UNREADABLE')
  })

  it('ignores elements that it does not know', () => {
    const extended = LETTER_XML.replace('<custodian>', '<x:note xmlns:x="urn:x"><x:id root="9"/></x:note><custodian>')
    expect(readCdaHeader(extended)).toEqual(readCdaHeader(LETTER_XML))
  })

  it('reads older names: used name qualified SP, no qualifier, one given name', () => {
    const older = LETTER_XML.replace(
      /<name><family.*?<\/name>/,
      '<name><family>DURAND</family><family qualifier="SP">MARTIN</family><given>ANNE MARIE</given></name>',
    )
    expect(readCdaHeader(older).patient).toMatchObject({
      birthName: 'DURAND',
      usedName: 'MARTIN',
      firstBirthGivenName: 'ANNE',
      birthGivenNames: 'ANNE MARIE',
    })
  })

  it('takes a nullFlavor for nothing', () => {
    const masked = LETTER_XML.replace(/<telecom value="tel:0600000000"[^>]*>/, '<telecom nullFlavor="MSK"/>').replace(
      /<birthTime[^>]*>/,
      '<birthTime nullFlavor="UNK"/>',
    )
    const { patient } = readCdaHeader(masked)
    expect(patient.telecoms).toEqual([])
    expect(patient).not.toHaveProperty('birthDate')
  })
})

describeWith('cda')('reading the published documents', () => {
  const read = (file: string) => readCdaHeader(readFileSync(join(fixture('cda'), file)))

  it('finds in each the patient, an author, a custodian, a signatory, a main act and a place of care', () => {
    for (const file of readdirSync(fixture('cda'))) {
      const header = read(file)
      expect(header.patient).toMatchObject({
        ins: { matricule: '279035121518989', oid: '1.2.250.1.213.1.4.10' },
        birthName: 'PAT-TROIS',
        firstBirthGivenName: 'DOMINIQUE',
        birthDate: '1979-03-28',
        sex: 'F',
        birthPlaceCode: '51215',
      })
      expect(header.authors.length).toBeGreaterThan(0)
      expect(header.custodian?.ids[0]?.root).toBe('1.2.250.1.71.4.2.2')
      expect(header.legalAuthenticator?.person?.family).toBeTruthy()
      expect(mainServiceEvent(header)?.performers[0]?.organization?.practiceSetting?.code).toBeTruthy()
      expect(header.encounter?.facility?.code?.code).toMatch(/^SA\d\d$/)
    }
  })

  it('reads the file of a level 1 document', () => {
    const { body } = read('DOC_NON_STRUCTURE_CDA-R2-N1.xml')
    expect(body).toMatchObject({ level: 'N1', mediaType: 'application/pdf' })
    expect(body.level === 'N1' && body.bytes.subarray(0, 5).toString()).toBe('%PDF-')
  })

  it('reads a pair of versions, and a document inside its own stylesheet', () => {
    const [first, second] = ['V1', 'V2'].map((version) => read(`BIO-CR-BIO_2024.01_Microbiologie_${version}.xml`))
    expect(second?.setId).toEqual(first?.setId)
    expect([first?.versionNumber, second?.versionNumber]).toEqual([1, 2])
    expect(second?.relatedDocuments[0]?.typeCode).toBe('RPLC')
    expect(read('BIO-CR-BIO_2021.01_Auto-Presentable.xml')).toMatchObject({
      packaging: 'self-presenting',
      body: { level: 'N3' },
    })
  })

  it('reads the accession number and the study of imaging', () => {
    const header = read('IMG_CR_IMG_2024.01_CDA-R2-Niveau-1.xml')
    expect(header.orders[0]?.accessionNumbers).toHaveLength(1)
    expect(mainServiceEvent(header)?.ids[0]?.root).toBeTruthy()
    expect(mainServiceEvent(header)?.code?.translations?.length).toBeGreaterThan(0)
  })
})
