import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { readCdaHeader } from '@anamnese/interop-cda'
import { createTestAuthority } from '@anamnese/interop-test-pki'
import { buildEnvelope, buildMtom, readSoapMessage } from '@anamnese/interop-soap'
import { parseXml, serialiseXml } from '@anamnese/interop-xml'
import { readCertificates, readSigningKey } from '@anamnese/interop-xmldsig'
import { buildXdmMetadata, prepareDmpSubmission } from './build-submission'
import { documentEntryOf } from './document-entry'
import { buildExistenceTest, readExistenceTest, readExistenceTestRequest } from './existence-test'
import { buildExistenceTestResponse } from './existence-test-response'
import { buildIti41, readIti41 } from './iti41'
import { readSubmission } from './read-submission'
import { readRegistryResponse, registryResponse } from './registry-response'
import { TEST_ROOT, testLetter, testSubmissionSet } from './testing/letter'
import { verifySubmissionSet } from './verify-submission-set'
import { submitObjectsRequest } from './write-submission'

const FIXTURES = process.env['ANAMNESE_FIXTURES'] ?? path.resolve(__dirname, '../../../../../shared/fixtures')
const withFixtures = (folder: string): [typeof describe, string] =>
  existsSync(path.join(FIXTURES, folder))
    ? [describe, '']
    : [describe.skip, ` (skipped: ${path.join(FIXTURES, folder)} is absent)`]

const authority = createTestAuthority()
const signing = readSigningKey(
  authority.issue({
    subject: [
      ['C', 'FR'],
      ['OU', '1220000020'],
      ['CN', 'SIGN'],
    ],
    use: 'sign',
  }),
)
const authorities = readCertificates(authority.certificate)
const letter = testLetter()
const prepare = (over: { bytes?: Buffer; algorithms?: object } = {}): ReturnType<typeof prepareDmpSubmission> =>
  prepareDmpSubmission([{ bytes: over.bytes ?? letter }], testSubmissionSet(), {
    signing,
    uniqueId: `${TEST_ROOT}.6.1`,
    ...(over.algorithms === undefined ? {} : { algorithms: over.algorithms }),
  })

describe('The metadata of a document', () => {
  it('come from its header, its bytes and the flags of the order', () => {
    const entry = documentEntryOf(letter, readCdaHeader(letter), {
      id: 'Document01',
      flags: { maskedFromProfessionals: true, invisibleToPatient: true },
    })
    expect(entry).toMatchObject({
      id: 'Document01',
      mimeType: 'text/xml',
      title: 'Lettre de liaison à la sortie',
      classCode: { code: '10', system: '1.2.250.1.213.1.1.4.1', display: 'Compte rendu' },
      typeCode: { code: '11490-0', system: '2.16.840.1.113883.6.1' },
      formatCode: { code: 'urn:ihe:iti:xds-sd:pdf:2008', system: '1.3.6.1.4.1.19376.1.2.3' },
      facilityType: { code: 'SA01', system: '1.2.250.1.71.4.2.4', display: 'Etablissement public de santé' },
      practiceSetting: { code: 'ETABLISSEMENT', system: '1.2.250.1.213.1.1.4.9' },
      creationTime: '20261124150405',
      serviceStartTime: '202611200830',
      serviceStopTime: '202611241500',
      languageCode: 'fr-FR',
      legalAuthenticator: '810100000008^KERVADEC^Maëlle^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS',
      patientId: '279035121518989^^^&1.2.250.1.213.1.4.10&ISO^NH',
      sourcePatientId: '000003^^^&1.2.250.1.999.1.1.220.2&ISO^PI',
      sourcePatientInfo: ['PID-5|PAT-TROIS^DOMINIQUE^^^^^L', 'PID-7|19790328', 'PID-8|F'],
      uniqueId: '1.2.250.1.999.1.1.220.4.1001',
      size: letter.length,
    })
    expect(entry.confidentialityCodes.map(({ code }) => code)).toEqual(['N', 'MASQUE_PS', 'INVISIBLE_PATIENT'])
    expect(entry.authors).toEqual([
      {
        person: '810100000008^KERVADEC^Maëlle^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS',
        institutions: ["CH DE L'ARGOAT^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^1220000020"],
        specialty: 'G15_10/SM04^Médecin - Cardiologie et maladies vasculaires (SM)^1.2.250.1.213.1.1.4.5',
      },
    ])
  })

  it.each([
    ['an INS', '1.2.250.1.213.1.4.10', '1.2.250.1.999.1.1.220.9', 'XDS.METADATA_MISSING'],
    ['a type that the DMP takes', 'code="11490-0"', 'code="99999-9"', 'XDS.TYPE_NOT_ACCEPTED'],
    [
      'an identifier without extension',
      '<id root="1.2.250.1.999.1.1.220.4.1001"',
      '<id extension="A" root="1.2.250.1.999.1.1.220.4.1001"',
      'XDS.DOCUMENT_ID_EXTENSION',
    ],
  ])('cannot be made without %s', (_, from, to, code) => {
    const bytes = Buffer.from(letter.toString().replace(from, to))
    expect(() => documentEntryOf(bytes, readCdaHeader(bytes), { id: 'Document01' })).toThrow(
      expect.objectContaining({ code }) as Error,
    )
  })

  it('escape what HL7 separates with', () => {
    const bytes = Buffer.from(letter.toString().replaceAll("CH DE L'ARGOAT", 'CH A&amp;B^C'))
    const entry = documentEntryOf(bytes, readCdaHeader(bytes), { id: 'Document01' })
    expect(entry.authors[0]?.institutions[0]).toMatch(/^CH A\\T\\B\\S\\C\^/)
  })
})

describe('A submission', () => {
  it('is read back as it was written', async () => {
    const { submission } = await prepare()
    const xml = serialiseXml(submitObjectsRequest(submission))
    expect(readSubmission(parseXml(xml).documentElement!)).toEqual(submission)
  })

  it('signs its set, hides the signature from everybody and makes it a member', async () => {
    const { submission } = await prepare()
    const signature = submission.documents[1]!
    expect(signature).toMatchObject({
      id: 'Signature01',
      typeCode: { code: 'E1762', system: 'ASTM' },
      languageCode: 'art',
    })
    expect(signature.confidentialityCodes.map(({ code }) => code)).toEqual(['N', 'MASQUE_PS', 'INVISIBLE_PATIENT'])
    expect(
      submission.associations.map(({ type, source, target }) => [type.replace(/.*:/, ''), source, target]),
    ).toEqual([
      ['HasMember', 'SubmissionSet01', 'Document01'],
      ['HasMember', 'SubmissionSet01', 'Signature01'],
      ['signs', 'Signature01', 'SubmissionSet01'],
    ])
  })

  it('replaces the entry that it is told', async () => {
    const bytes = testLetter({ number: 1002, versionNumber: 2, replaces: { id: `${TEST_ROOT}.4.1001` } })
    const { submission } = await prepareDmpSubmission([{ bytes, replaces: 'urn:uuid:old' }], testSubmissionSet(), {
      signing,
      uniqueId: `${TEST_ROOT}.6.1`,
    })
    expect(submission.associations).toContainEqual({
      type: 'urn:ihe:iti:2007:AssociationType:RPLC',
      source: 'Document01',
      target: 'urn:uuid:old',
      slots: {},
    })
  })

  it('goes through an ITI-41 message with its documents byte for byte', async () => {
    const prepared = await prepare()
    const { body, attachments } = buildIti41(prepared)
    const { contentType, body: bytes } = buildMtom(buildEnvelope({}, body), attachments)
    const read = readIti41(readSoapMessage(contentType, bytes))
    expect(read).toEqual(prepared)
    expect(read.documents[0]?.bytes).toEqual(letter)
  })

  it('is the same on an XDM medium, with paths and without signature', () => {
    const xml = buildXdmMetadata([{ bytes: letter, uri: 'DOC00001.XML' }], testSubmissionSet())
    const { documents, associations } = readSubmission(parseXml(xml).documentElement!)
    expect(documents).toMatchObject([{ uri: 'DOC00001.XML', uniqueId: `${TEST_ROOT}.4.1001` }])
    expect(associations).toHaveLength(1)
  })

  it('concerns one patient', () => {
    const other = Buffer.from(letter.toString().replace('279035121518989', '180032B02040123'))
    const documents = [letter, other].map((bytes, index) => ({ bytes, uri: `DOC0000${index}.XML` }))
    expect(() => buildXdmMetadata(documents, testSubmissionSet())).toThrow('un seul patient')
  })
})

describe('The signature of a submission set', () => {
  const verify = async (over: object = {}, algorithms: object = {}): Promise<unknown> => {
    const { documents, submission } = await prepare({ algorithms })
    const input = {
      signature: documents[1]!.bytes,
      submissionSetId: submission.set.uniqueId,
      documents: [{ uniqueId: submission.documents[0]!.uniqueId, bytes: documents[0]!.bytes }],
      authorities,
      at: new Date(),
    }
    return verifySubmissionSet({ ...input, ...over }).then(
      (certificate) => certificate.subject.includes('CN=SIGN'),
      (error: unknown) => (error as { code: string }).code,
    )
  }

  it('is verified, whatever the hash function that is configured', async () => {
    expect(await verify()).toBe(true)
    expect(await verify({}, { manifest: 'sha256', signature: 'sha256' })).toBe(true)
    expect(await verify({}, { signature: 'sha1' })).toBe(true)
  })

  it.each([
    ['of another set', { submissionSetId: '1.2.3' }, 'XDS.SIGNATURE_CONTENT'],
    ['of another document', { documents: [{ uniqueId: '1.2.3', bytes: letter }] }, 'XDS.SIGNATURE_CONTENT'],
    ['of fewer documents', { documents: [] }, 'XDS.SIGNATURE_CONTENT'],
    [
      'of a changed document',
      { documents: [{ uniqueId: `${TEST_ROOT}.4.1001`, bytes: testLetter({ title: 'Autre' }) }] },
      'XMLDSIG.DIGEST_MISMATCH',
    ],
    ['of an unknown signer', { authorities: [] }, 'XMLDSIG.CERTIFICATE_UNTRUSTED'],
    ['with a hash function that is not accepted', { hashes: ['sha1'] }, 'XMLDSIG.ALGORITHM_REFUSED'],
  ])('is refused when it is %s', async (_, over, code) => {
    expect(await verify(over)).toBe(code)
  })

  it.each([
    ['the manifest', 'AA==', 'AQ=='],
    ['the signing time', /<xad:SigningTime>20/, '<xad:SigningTime>19'],
    ['the signed information', 'Type="http://uri.etsi.org/01903/v1.1.1#SignedProperties"', 'Type="urn:x"'],
  ])('is refused when %s changed', async (_, from, to) => {
    const { documents } = await prepare()
    const signature = Buffer.from(documents[1]!.bytes.toString().replace(from, to))
    expect(await verify({ signature })).toMatch(/^XMLDSIG/)
  })

  const xmlsec = spawnSync('xmlsec1', ['--version']).status === 0
  ;(xmlsec ? it : it.skip)(
    `is accepted by xmlsec1${xmlsec ? '' : ' (skipped: xmlsec1 is not installed)'}`,
    async () => {
      const { documents } = await prepare()
      const folder = mkdtempSync(path.join(tmpdir(), 'xades-'))
      try {
        writeFileSync(path.join(folder, 'ca.pem'), authority.certificate)
        const check = (xml: string): number | null => {
          writeFileSync(path.join(folder, 'signature.xml'), xml)
          return spawnSync('xmlsec1', [
            // The documents of the manifest are not at hand: the core signature is what is verified.
            ...['--verify', '--ignore-manifests', '--trusted-pem', path.join(folder, 'ca.pem')],
            ...['--id-attr:Id', 'http://uri.etsi.org/01903/v1.1.1#:SignedProperties'],
            path.join(folder, 'signature.xml'),
          ]).status
        }
        const xml = documents[1]!.bytes.toString()
        expect(check(xml)).toBe(0)
        expect(check(xml.replace('AA==', 'AQ=='))).not.toBe(0)
      } finally {
        rmSync(folder, { recursive: true })
      }
    },
  )
})

describe('An answer of the registry', () => {
  it('is read back with its errors', () => {
    const errors = [
      { code: 'XDSUnknownPatientId', context: 'INS inconnue', severity: 'error' as const, location: 'Document01' },
      { code: 'X', context: 'avis', severity: 'warning' as const },
    ]
    for (const response of [
      { status: 'failure' as const, errors },
      { status: 'success' as const, errors: [] },
    ])
      expect(readRegistryResponse(parseXml(serialiseXml(registryResponse(response))).documentElement!)).toEqual(
        response,
      )
  })

  it('is refused when it is something else', () => {
    expect(() => readRegistryResponse(parseXml('<a/>').documentElement!)).toThrow('réponse de registre')
  })
})

describe('The existence test of a DMP', () => {
  const ins = { matricule: '279035121518989', oid: '1.2.250.1.213.1.4.10' }

  it('names the patient and asks for the existence', () => {
    const xml = buildExistenceTest({ ins, sender: { oid: TEST_ROOT, name: 'Anamnese' }, processingCode: 'P' })
    expect(readExistenceTestRequest(parseXml(xml).documentElement!)).toEqual(ins)
    expect(xml).toContain('code="TEST_EXST"')
    expect(xml).toContain('<processingCode code="P"/>')
  })

  it('gives the state of the DMP', () => {
    const answer = (state: Parameters<typeof buildExistenceTestResponse>[0]['state']): unknown =>
      readExistenceTest(
        parseXml(buildExistenceTestResponse({ ins, state, receiverOid: TEST_ROOT, at: new Date() })).documentElement!,
      )
    const open = {
      exists: true,
      authorization: 'EXPIRE',
      attendingPhysician: true,
      status: 'active',
      healthSpace: false,
    }
    expect(answer(open)).toEqual(open)
    expect(answer({ exists: false })).toEqual({ exists: false })
  })
})

const [describeCda, noCda] = withFixtures('cda')
describeCda(`Published documents${noCda}`, () => {
  const folder = path.join(FIXTURES, 'cda')
  it.each(existsSync(folder) ? readdirSync(folder) : [])('%s has metadata', (file) => {
    const bytes = readFileSync(path.join(folder, file))
    const header = readCdaHeader(bytes)
    const entry = documentEntryOf(bytes, header, { id: 'Document01', allowExtension: true })
    expect(entry.patientId).toMatch(/^[0-9AB]{15}\^\^\^&1\.2\.250\.1\.213\.1\.4\.\d+&ISO\^NH$/)
    expect(entry.creationTime).toMatch(/^\d{14}$/)
    expect(entry.formatCode.code).toMatch(/^urn:/)
    expect(entry.authors.every(({ person }) => person.split('^').length >= 10)).toBe(true)
  })
})

const [describeXds, noXds] = withFixtures('xds')
describeXds(`A published ebRS request${noXds}`, () => {
  it('has the shape of ours: same elements, in the same order, under the same parents', async () => {
    const shapes = (xml: string): Set<string> => {
      const found = new Set<string>()
      for (const element of parseXml(xml).getElementsByTagName('*')) {
        const parent = element.parentNode as { localName?: string | null } | null
        found.add(`${parent?.localName ?? ''}/${element.localName ?? ''}`)
      }
      return found
    }
    const published = shapes(readFileSync(path.join(FIXTURES, 'xds/SubmitObjectsRequest_ebrs30.xml'), 'utf8'))
    const ours = shapes(serialiseXml(submitObjectsRequest((await prepare()).submission)))
    expect([...ours].filter((shape) => !published.has(shape))).toEqual([])
  })
})
