import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildCdaN1 } from '../build-n1'
import { describeWith, fixture } from '../testing/fixtures'
import { LETTER } from '../testing/letter'
import { checkCda, loadCdaSchema } from './check-cda'

const XML = buildCdaN1(LETTER).toString()

/** What the checker says of the letter once a piece of it is replaced; the replacement must really change it. */
const rulesOf = (piece: string | RegExp, replacement: string): string[] => {
  const changed = XML.replace(piece, replacement)
  expect(changed).not.toBe(XML)
  return checkCda(changed).map((found) => `${found.severity} ${found.rule}`)
}

describe('the header rules', () => {
  it.each<[string, string | RegExp, string, string]>([
    ['a missing setId', /<setId[^>]*>/, '', 'error CDA.CARDINALITY'],
    ['a missing versionNumber', /<versionNumber[^>]*>/, '', 'error CDA.CARDINALITY'],
    ['a second title', /<title>/, '<title>x</title><title>', 'error CDA.CARDINALITY'],
    ['a null id', /<id root="[^"]*4\.1001"\/>/, '<id nullFlavor="UNK"/>', 'error CDA.CARDINALITY'],
    ['no documented act', /<documentationOf>.*<\/documentationOf>/, '', 'error CDA.CARDINALITY'],
    ['an element out of order', /(<title>.*?<\/title>)(<effectiveTime[^>]*>)/, '$2$1', 'error CDA.ORDER'],
    ['another realm', 'realmCode code="FR"', 'realmCode code="US"', 'error CDA.FIXED_VALUE'],
    [
      'a missing template',
      '<templateId root="1.2.250.1.213.1.1.1.1"/>',
      '<templateId root="1.2"/>',
      'error CDA.TEMPLATE',
    ],
    ['another template in a level 1 document', '<id root', '<templateId root="1.2"/><id root', 'error CDA.TEMPLATE_N1'],
    ['an id that is not an OID', 'id root="1.2.250.1.999.1.1.220.4.1001"', 'id root="abc"', 'error CDA.ID'],
    ['an id with an extension', '4.1001"', '4.1001" extension="1"', 'warning CDA.ID_EXTENSION'],
    ['a version that is not a number', 'versionNumber value="1"', 'versionNumber value="1.0"', 'error CDA.VERSION'],
    [
      'a second version that replaces nothing',
      'versionNumber value="1"',
      'versionNumber value="2"',
      'warning CDA.VERSION',
    ],
    ['an unknown language', 'fr-FR', 'francais', 'error CDA.LANGUAGE'],
    [
      'a schema location',
      '<ClinicalDocument ',
      '<ClinicalDocument xsi:schemaLocation="a b" ',
      'warning CDA.SCHEMA_LOCATION',
    ],
    ['no INS', /<id extension="279035121518989"[^>]*>/, '', 'warning CDA.INS_ABSENT'],
    ['an INS that is not first', /(<id extension="2790[^>]*>)(<id[^>]*>)/, '$2$1', 'warning CDA.INS_FIRST'],
    ['a matricule of another length', '279035121518989', '2790351215189', 'error CDA.INS_MATRICULE'],
    ['a false key', '279035121518989', '279035121518988', 'error CDA.INS_KEY'],
    ['an INS without the list of given names', /<given>DOMINIQUE[^<]*<\/given>/, '', 'error CDA.INS_TRAITS'],
    ['an INS without a place of birth', /<birthplace>.*<\/birthplace>/, '', 'error CDA.INS_TRAITS'],
    ['a birth date without its day', 'birthTime value="19790328"', 'birthTime value="197903"', 'error CDA.INS_TRAITS'],
    ['a family name of unknown use', 'family qualifier="BR"', 'family qualifier="AC"', 'error CDA.PATIENT_NAME'],
    ['a null flavour out of the set', 'nullFlavor="NAV"', 'nullFlavor="OTH"', 'error CDA.NULL_FLAVOR'],
    ['a date that does not exist', '20261124160405+0100', '20261324160405+0100', 'error CDA.TIME'],
    ['an hour without its offset', '202611200930+0100', '202611200930', 'warning CDA.TIME_OFFSET'],
    ['a creation time to the minute', '20261124160405+0100', '202611241604+0100', 'error CDA.TIME_PRECISION'],
    ['a telecom without prefix', 'tel:0600000000', '0600000000', 'error CDA.TELECOM'],
    ['a telecom of unknown use', 'use="MC"', 'use="XX"', 'error CDA.TELECOM_USE'],
    ['a city twice', '<city>', '<city>A</city><city>', 'error CDA.ADDRESS'],
    ['an unknown document type', 'code code="11490-0"', 'code code="99999-9"', 'error CDA.VALUE_SET.J07'],
    ['an unknown place of care', 'code="SA01"', 'code="SA99"', 'error CDA.VALUE_SET.J02'],
    ['an unknown practice setting', 'code="ETABLISSEMENT"', 'code="HOPITAL"', 'error CDA.VALUE_SET.J04'],
    [
      'an unknown sex',
      'administrativeGenderCode code="F"',
      'administrativeGenderCode code="X"',
      'error CDA.VALUE_SET.J143',
    ],
    ['a code without label', / displayName="Etablissement public de santé"/, '', 'error CDA.CODE'],
    ['an unknown title', '<suffix>DR</suffix>', '<suffix>Docteur</suffix>', 'error CDA.VALUE_SET.J246'],
    [
      'a confidentiality that does not exist',
      'confidentialityCode code="N"',
      'confidentialityCode code="X"',
      'error CDA.VALUE_SET.HL7_CONFIDENTIALITY',
    ],
    [
      'a confidentiality of the older list',
      'confidentialityCode code="N"',
      'confidentialityCode code="M"',
      'warning CDA.VALUE_SET.CDA_CONFIDENTIALITY',
    ],
    [
      'a kind of encounter that does not exist',
      /(<encompassingEncounter>.*?)code="IMP"/,
      '$1code="XXX"',
      'error CDA.VALUE_SET.J142',
    ],
    ['a patient number without extension', 'extension="000003" ', '', 'error CDA.IDENTIFIER'],
    [
      'a recipient of another domain',
      /(<intendedRecipient><id extension="\d+" root=")[^"]+/,
      '$11.2.3',
      'error CDA.IDENTIFIER',
    ],
    [
      'a custodian of another domain',
      /(<representedCustodianOrganization><id extension="\d+" root=")[^"]+/,
      '$11.2.3',
      'error CDA.IDENTIFIER',
    ],
    [
      'a participant of unknown kind',
      '<documentationOf>',
      '<participant typeCode="XX"><time/><associatedEntity classCode="PROV"/></participant><documentationOf>',
      'error CDA.VALUE_SET.J144',
    ],
    ['an informant that is nobody', '<custodian>', '<informant/><custodian>', 'error CDA.CHOICE'],
    [
      'a period that ends before it starts',
      'high value="202611241600+0100"',
      'high value="202611101600+0100"',
      'error CDA.INTERVAL',
    ],
    ['a bound without value', 'high value="202611241600+0100"', 'high', 'error CDA.TIME'],
    ['a discharge mode of another system', '1.2.250.1.213.2.14', '1.2.250.1.213.2.15', 'error CDA.CODE'],
    ['a signature that is not one', 'signatureCode code="S"', 'signatureCode code="X"', 'error CDA.SIGNATURE'],
    ['a main act without start', /<low value="202611200930\+0100"\/>/, '', 'error CDA.MAIN_ACT'],
    [
      'a structure identified elsewhere',
      'root="1.2.250.1.71.4.2.2"',
      'root="1.2.250.1.71.4.2.9"',
      'error CDA.IDENTIFIER',
    ],
    ['an image that is not allowed', 'application/pdf', 'image/png', 'error CDA.BODY_MEDIA_TYPE'],
    ['a body that is not base64', 'representation="B64"', 'representation="TXT"', 'error CDA.BODY_BASE64'],
    ['a body that is not what it says', 'JVBERi0xLj', 'AAAAAAAAAA', 'error CDA.BODY'],
    ['base64 without padding', /=+<\/text>/, '</text>', 'warning CDA.BODY_PADDING'],
  ])('find %s', (_what, piece, replacement, expected) => {
    expect(rulesOf(piece, replacement)).toContain(expected)
  })

  it('say where, in French, without quoting the document', () => {
    const [found] = checkCda(XML.replace('tel:0600000000', '0612345678'))
    expect(found).toMatchObject({ where: 'ClinicalDocument/recordTarget/patientRole/telecom' })
    expect(JSON.stringify(found)).not.toContain('0612345678')
  })

  it('make a finding, not an exception, of what is not a CDA document at all', () => {
    expect(checkCda('<a/>')).toMatchObject([{ severity: 'error', rule: 'CDA.NOT_A_CDA' }])
    expect(checkCda('<a')).toMatchObject([{ severity: 'error', rule: 'XML.MALFORMED' }])
  })
})

describeWith('cda')('the published documents', () => {
  it('have no error, by the schema and by the header rules', async () => {
    const schema = await loadCdaSchema(fixture('xsd/cda'))
    for (const file of readdirSync(fixture('cda'))) {
      const findings = checkCda(readFileSync(join(fixture('cda'), file)), { schema })
      expect([file, findings.filter((found) => found.severity === 'error')]).toEqual([file, []])
    }
    schema.dispose()
  })

  it('are found out by the schema when an element is put where it may not be', async () => {
    const schema = await loadCdaSchema(fixture('xsd/cda'))
    const xml = readFileSync(join(fixture('cda'), 'LDL-SES_2022.01.xml'), 'utf8')
    const findings = checkCda(xml.replace('<structuredBody>', '<structuredBody><title>x</title><title>y</title>'), {
      schema,
    })
    expect(findings.some((found) => found.rule === 'CDA.XSD' && found.severity === 'error')).toBe(true)
    schema.dispose()
  })
})
