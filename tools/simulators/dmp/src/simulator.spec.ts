import { SoapClient, type MimePart } from '@anamnese/interop-soap'
import { createTestAuthority, type PemPair } from '@anamnese/interop-test-pki'
import { AUTHENTICATION_CLASS, buildVihf, rolesOfSpecialty, type Vihf } from '@anamnese/interop-vihf'
import { buildEnvelope } from '@anamnese/interop-soap'
import { readSigningKey } from '@anamnese/interop-xmldsig'
import {
  buildExistenceTest,
  buildGetDocuments,
  buildIti41,
  ITI18_ACTION,
  ITI41_ACTION,
  prepareDmpSubmission,
  readExistenceTest,
  readQueryResponse,
  readRegistryResponse,
  TD02_ACTION,
  type DmpState,
  type PreparedSubmission,
  type RegistryResponse,
} from '@anamnese/interop-xds'
import { TEST_ROOT, testLetter, testSubmissionSet } from '@anamnese/interop-xds/testing'
import { startDmpSimulator, type DmpSimulator } from './simulator'

const authority = createTestAuthority()
const hospital = (name: string, use: 'client' | 'sign', unit = '1220000020'): PemPair =>
  authority.issue({
    subject: [
      ['C', 'FR'],
      ['O', "CH DE L'ARGOAT"],
      ['OU', unit],
      ['CN', name],
    ],
    use,
  })
const server = authority.issue({ subject: [['CN', 'dmp']], use: 'server', hosts: ['localhost'] })
const connection = hospital('DPI AUTH_CLI', 'client')
const seal = readSigningKey(hospital('DPI SIGN', 'sign'))
const ins = { matricule: '279035121518989', oid: '1.2.250.1.213.1.4.10' }
const vihf: Vihf = {
  mode: 'INDIRECTE',
  subjectId: '810100000008',
  subjectName: 'KERVADEC Maëlle',
  roles: rolesOfSpecialty({
    code: 'G15_10/SM04',
    system: '1.2.250.1.213.1.1.4.5',
    display: 'Médecin - Cardiologie (SM)',
  }),
  structureId: '1220000020',
  sector: { code: 'SA01', system: '1.2.250.1.71.4.2.4' },
  patient: ins,
  purpose: 'normal',
  authentication: { at: new Date(), contextClass: AUTHENTICATION_CLASS.unspecified },
  software: { name: 'Anamnese', version: '0.1.0', approval: 'NH-TEST' },
}

let simulator: DmpSimulator
let soap: SoapClient
let counter = 2000
const next = (): number => (counter += 1)

beforeAll(async () => {
  simulator = await startDmpSimulator({
    tls: { key: server.key, cert: server.certificate, clientCa: authority.certificate },
  })
  soap = new SoapClient({ tls: { ...connection, authorities: [authority.certificate] }, timeoutMs: 10_000 })
})
afterAll(async () => {
  await soap.close()
  await simulator.close()
})

const admin = async (path: string, method = 'GET', body?: unknown): Promise<Response> =>
  fetch(simulator.adminUrl + path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })

async function prepared(letter = testLetter({ number: next() }), replaces?: string): Promise<PreparedSubmission> {
  return prepareDmpSubmission(
    [{ bytes: letter, ...(replaces === undefined ? {} : { replaces }) }],
    testSubmissionSet(next()),
    { signing: seal, uniqueId: `${TEST_ROOT}.6.${next()}` },
  )
}

interface Sending {
  who?: Partial<Vihf>
  by?: ReturnType<typeof readSigningKey>
  change?: (body: string) => string
  attachments?: (parts: MimePart[]) => MimePart[]
}

async function feed(submission: PreparedSubmission, sending: Sending = {}): Promise<RegistryResponse> {
  const { body, attachments } = buildIti41(submission)
  const security = buildVihf({ ...vihf, ...sending.who }, sending.by ?? seal)
  const url = `${simulator.url}/repository`
  const header = {
    action: ITI41_ACTION,
    messageId: 'urn:uuid:1',
    to: url,
    replyTo: true,
    mustUnderstand: true,
    security,
  }
  const message = await soap.call({
    url,
    action: ITI41_ACTION,
    envelope: buildEnvelope(header, sending.change?.(body) ?? body),
    attachments: sending.attachments?.(attachments) ?? attachments,
  })
  return readRegistryResponse(message.envelope.content)
}

async function exists(who: Partial<Vihf> = {}): Promise<DmpState> {
  const body = buildExistenceTest({ ins: who.patient ?? ins, sender: { oid: TEST_ROOT, name: 'Anamnese' } })
  const security = buildVihf({ ...vihf, ...who }, seal)
  const envelope = buildEnvelope({ action: TD02_ACTION, messageId: 'urn:uuid:1', security }, body)
  const message = await soap.call({ url: `${simulator.url}/patients`, action: TD02_ACTION, envelope })
  return readExistenceTest(message.envelope.content)
}

const success = { status: 'success', errors: [] }
const failure = (code: string, context?: string): object => ({
  status: 'failure',
  errors: [{ code, ...(context === undefined ? {} : { context: expect.stringContaining(context) as string }) }],
})

describe('The DMP simulator', () => {
  it('takes a document, keeps its bytes, its metadata and the request as it came', async () => {
    const letter = testLetter({ number: next() })
    const submission = await prepared(letter)
    await expect(feed(submission)).resolves.toEqual(success)
    const { uniqueId } = submission.submission.documents[0]!
    expect(Buffer.from(await (await admin(`/documents/${uniqueId}`)).arrayBuffer())).toEqual(letter)
    const stored = (await (await admin('/documents')).json()) as { entry: { uniqueId: string }; submission: number }[]
    const document = stored.find(({ entry }) => entry.uniqueId === uniqueId)
    const raw = Buffer.from(await (await admin(`/submissions/${document!.submission}`)).arrayBuffer())
    expect(raw.toString('latin1')).toMatch(/^POST \/si-dmp-server\/v2\/services\/repository HTTP\/1.1\r\n/)
    expect(raw.includes(letter)).toBe(true)
  })

  it('tells the state of a DMP, and changes it by its administration', async () => {
    await expect(exists()).resolves.toEqual({
      exists: true,
      authorization: 'VALIDE',
      attendingPhysician: false,
      status: 'active',
      internetAccount: true,
      healthSpace: true,
    })
    const patient = { matricule: '172032211300349', oid: ins.oid }
    await expect(exists({ patient })).resolves.toEqual({ exists: false })
    await admin('/patients', 'PUT', [{ ins: patient, state: { exists: true, authorization: 'INTERDIT' } }])
    await expect(exists({ patient })).resolves.toMatchObject({ exists: true, authorization: 'INTERDIT' })
  })

  it('refuses a document that it already has, and tells whether its content is another', async () => {
    const number = next()
    await feed(await prepared(testLetter({ number })))
    await expect(feed(await prepared(testLetter({ number })))).resolves.toMatchObject(
      failure('XDSDuplicateUniqueIdInRegistry'),
    )
    await expect(feed(await prepared(testLetter({ number, title: 'Autre' })))).resolves.toMatchObject(
      failure('XDSNonIdenticalHash'),
    )
  })

  it('makes the replaced version obsolete, once, and refuses to replace what it does not have', async () => {
    const first = await prepared()
    await feed(first)
    const uniqueId = first.submission.documents[0]!.uniqueId
    const find = async (): Promise<{ entryUuid: string; status: string }> => {
      const all = (await (await admin('/documents')).json()) as {
        entry: { uniqueId: string }
        entryUuid: string
        status: string
      }[]
      return all.find(({ entry }) => entry.uniqueId === uniqueId)!
    }
    const { entryUuid } = await find()
    const version = (): Buffer => testLetter({ number: next(), versionNumber: 2, replaces: { id: uniqueId } })
    await expect(feed(await prepared(version(), entryUuid))).resolves.toEqual(success)
    expect((await find()).status).toBe('Deprecated')
    await expect(feed(await prepared(version(), entryUuid))).resolves.toMatchObject(failure('XDSReplaceFailed'))
    await expect(feed(await prepared(version(), 'urn:uuid:none'))).resolves.toMatchObject(
      failure('UnresolvedReferenceException'),
    )
  })

  it.each([
    [
      'for another patient than the VIHF’s',
      { patient: { matricule: '198112205001123', oid: ins.oid } },
      'XDSPatientIdDoesNotMatch',
    ],
    ['for another structure than its author’s', { structureId: '1220000012' }, 'XDSRegistryMetadataError'],
  ])('refuses a submission %s', async (_, who, code) => {
    await expect(feed(await prepared(), { who })).resolves.toMatchObject(failure(code))
  })

  it('refuses a patient who has no DMP', async () => {
    await admin('/patients', 'PUT', [{ ins, state: { exists: false } }])
    await expect(feed(await prepared())).resolves.toMatchObject(failure('XDSUnknownPatientId'))
    await admin('/patients', 'PUT', [{ ins, state: { exists: true, authorization: 'VALIDE' } }])
  })

  it.each([
    [
      'a document that changed on the way',
      (parts: MimePart[]) =>
        parts.map((part, index) =>
          index === 0 ? { ...part, bytes: Buffer.from(part.bytes.toString().replace('KERVADEC', 'KERVADOC')) } : part,
        ),
      'empreinte',
    ],
    [
      'a document cut on the way',
      (parts: MimePart[]) => parts.map((part) => ({ ...part, bytes: part.bytes.subarray(10) })),
      'taille',
    ],
  ])('refuses %s', async (_, attachments, context) => {
    await expect(feed(await prepared(), { attachments })).resolves.toMatchObject(
      failure('XDSRepositoryMetadataError', context),
    )
  })

  it('refuses a submission without one of its parts', async () => {
    await expect(feed(await prepared(), { attachments: (parts) => parts.slice(0, 1) })).resolves.toMatchObject(
      failure('XDSMissingDocument'),
    )
  })

  it.each([
    [
      'a missing metadata',
      /<Slot name="sourcePatientId">.*?<\/Slot>/,
      '',
      'XDSRepositoryMetadataError',
      'sourcePatientId',
    ],
    [
      'a class that is not the type’s',
      'nodeRepresentation="10"',
      'nodeRepresentation="42"',
      'XDSRegistryMetadataError',
      'classe',
    ],
    [
      'a title that is not the document’s',
      /(<ExtrinsicObject id="Document01".*?)Lettre de liaison à la sortie"/,
      '$1Autre"',
      'XDSRegistryMetadataError',
      'title',
    ],
    [
      'an entry out of the set',
      /<Association [^>]*targetObject="Document01".*?<\/Association>/,
      '',
      'XDSRegistryMetadataError',
      'rattaché',
    ],
    ['an unsigned set', /<Association [^>]*AssociationType:signs[^>]*\/>/, '', 'XDSRegistryMetadataError', 'signature'],
  ])('refuses %s', async (_, from, to, code, context) => {
    const change = (body: string): string => body.replace(from, to)
    await expect(feed(await prepared(), { change })).resolves.toMatchObject(failure(code, context))
  })

  it('refuses a set signed over another document', async () => {
    const [one, other] = [await prepared(), await prepared()]
    const mixed = {
      submission: {
        ...one.submission,
        documents: [one.submission.documents[0]!, other.submission.documents[1]!],
      },
      documents: [one.documents[0]!, other.documents[1]!],
    }
    await expect(feed(mixed)).resolves.toMatchObject(failure('XDSRepositoryError', 'Signature du lot'))
  })

  it('refuses a document that does not follow the rules of the CI-SIS', async () => {
    const letter = Buffer.from(
      testLetter({ number: next() })
        .toString()
        .replace(/<custodian>.*<\/custodian>/s, ''),
    )
    await expect(feed(await prepared(letter))).resolves.toMatchObject(failure('XDSRepositoryError', 'non conforme'))
  })

  it('refuses a VIHF signed by a connection certificate', async () => {
    await expect(feed(await prepared(), { by: readSigningKey(connection) })).rejects.toMatchObject({
      name: 'SoapFault',
      subcodes: ['DMPInvalidCertificate'],
      message: expect.stringContaining('Not a valid signature certificate') as string,
    })
  })

  it('refuses a VIHF of an unknown authority, and one of another structure', async () => {
    const stranger = readSigningKey(
      createTestAuthority('X').issue({
        subject: [
          ['OU', '1220000020'],
          ['CN', 'S'],
        ],
        use: 'sign',
      }),
    )
    await expect(feed(await prepared(), { by: stranger })).rejects.toMatchObject({
      subcodes: ['DMPInvalidCertificate'],
    })
    await expect(feed(await prepared(), { who: { structureId: '1750000018' } })).rejects.toMatchObject({
      subcodes: ['DMPInvalidVIHF'],
      message: expect.stringContaining('personne morale') as string,
    })
  })

  it('gives no right to feed in reinforced indirect mode', async () => {
    await expect(feed(await prepared(), { who: { mode: 'INDIRECTE_RENFORCEE' } })).rejects.toMatchObject({
      subcodes: ['DMPAccessDeniedByRightsService'],
    })
  })

  it('finds the current entry of a document by its identifier', async () => {
    const submission = await prepared()
    await feed(submission)
    const { uniqueId, hash } = submission.submission.documents[0]!
    const envelope = buildEnvelope(
      { action: ITI18_ACTION, security: buildVihf(vihf, seal) },
      buildGetDocuments([uniqueId, '1.2.3']),
    )
    const message = await soap.call({ url: `${simulator.url}/registry`, action: ITI18_ACTION, envelope })
    const { entries } = readQueryResponse(message.envelope.content)
    expect(entries).toMatchObject([{ status: 'Approved', entry: { uniqueId, hash } }])
    expect(entries[0]?.entry.id).toMatch(/^urn:uuid:/)
  })

  it('refuses an existence test for another patient than the VIHF’s', async () => {
    const envelope = buildEnvelope(
      { action: TD02_ACTION, security: buildVihf(vihf, seal) },
      buildExistenceTest({ ins: { ...ins, matricule: '180032B02040123' }, sender: { oid: TEST_ROOT, name: 'A' } }),
    )
    await expect(soap.call({ url: `${simulator.url}/patients`, action: TD02_ACTION, envelope })).rejects.toMatchObject({
      subcodes: ['DMPInvalidVIHF'],
    })
  })

  it('keeps the document when only its answer is lost', async () => {
    const submission = await prepared()
    await admin('/failures', 'PUT', [{ kind: 'lost-answer', times: 1 }])
    await expect(feed(submission)).rejects.toMatchObject({ code: 'SOAP.INTERRUPTED', delivered: 'unknown' })
    await expect(feed(submission)).resolves.toMatchObject(failure('XDSDuplicateUniqueIdInRegistry'))
  })

  it('answers with the errors that are armed, then works again', async () => {
    await admin('/failures', 'PUT', [
      { kind: 'registry', code: 'XDSRegistryBusy', message: 'Occupé', times: 1 },
      { kind: 'fault', code: 'DMPError', times: 1 },
      { kind: 'http', status: 503, times: 1 },
    ])
    const submission = await prepared()
    await expect(feed(submission)).resolves.toMatchObject(failure('XDSRegistryBusy', 'Occupé'))
    await expect(feed(submission)).rejects.toMatchObject({ name: 'SoapFault', faultCode: 'Receiver' })
    await expect(feed(submission)).rejects.toMatchObject({ code: 'SOAP.HTTP_STATUS' })
    await expect(feed(submission)).resolves.toEqual(success)
  })
})
