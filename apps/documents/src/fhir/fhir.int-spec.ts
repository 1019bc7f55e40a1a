import { createHash } from 'node:crypto'
import { type DocumentView, PatientChanged } from '@anamnese/contracts'
import type {
  Binary,
  Bundle,
  CapabilityStatement,
  DocumentReference,
  OperationOutcome,
} from '@anamnese/interop-fhir-fr'
import { describeWith } from '@anamnese/interop-test-java'
import { drive, HAPI_FHIR, invalidities } from '@anamnese/platform-fhir/testing'
import { eventually } from '@anamnese/platform-testing'
import { Desk, type DeskActor, inRecord } from '../testing/desk'
import { patient } from '../testing/world'

const LAB: DeskActor = { kind: 'client', id: 'labo', name: 'Laboratoire BIO OUEST', permissions: ['document.read'] }
const IPP = 'urn:oid:1.2.250.1.999.1.1.220.2'

describe('documents in FHIR', () => {
  let desk: Desk
  let first: DocumentView
  let second: DocumentView

  beforeAll(async () => {
    desk = await Desk.open()
    await desk.arrive('fhir-1', {
      ipps: [{ value: 'FHIR1', authority: { namespace: 'GAM', id: '220000012', type: 'M' } }],
    })
    const complete = async (extra: object = {}) => {
      const letter = await desk.newLetter('fhir-1', extra)
      const sections = { reason: 'Douleur', summary: 'Synthèse.', treatments: 'Aucun.', followUp: 'Aucune.' }
      const saved = await desk.call<typeof letter>('PUT', `/letters/${letter.id}`, inRecord('fhir-1'), {
        version: letter.version,
        sections,
        maskedToProfessionals: true,
      })
      const answer = await desk.validate(saved.body)
      if (answer.status !== 200) throw new Error(JSON.stringify(answer))
      return answer.body
    }
    first = await complete()
    second = await complete({ replaces: first.id })
  }, 90_000)
  afterAll(async () => desk.close(), 30_000)

  const get = <T>(path: string, actor: DeskActor = LAB) => desk.call<T>('GET', `/fhir/R4${path}`, actor)
  const search = async (query: string) => (await get<Bundle<DocumentReference>>(`/DocumentReference?${query}`)).body
  const ids = (bundle: Bundle<DocumentReference>) => (bundle.entry ?? []).map((one) => one.resource?.id)
  const of = 'patient=Patient/fhir-1'

  it('a version is described with its forms, their sizes and hashes, and what it replaces', async () => {
    const { body } = await get<DocumentReference>(`/DocumentReference/${second.id}`)
    expect(body).toMatchObject({
      status: 'current',
      docStatus: 'final',
      masterIdentifier: { system: 'urn:ietf:rfc:3986', value: `urn:oid:${second.oid}` },
      type: { coding: [{ system: 'http://loinc.org', code: '11490-0' }] },
      category: [{ coding: [{ system: 'urn:oid:1.2.250.1.213.1.1.4.1', code: '10' }] }],
      subject: { reference: 'Patient/fhir-1' },
      author: [{ identifier: { system: 'urn:oid:1.2.250.1.71.4.2.1', value: '810100000008' } }],
      relatesTo: [{ code: 'replaces', target: { reference: `DocumentReference/${first.id}` } }],
      securityLabel: [{ coding: [{ code: 'N' }] }, { coding: [{ code: 'MASQUE_PS' }] }],
      context: { encounter: [{ identifier: { value: 'fhir-1' } }], period: { end: '2026-11-24T15:00:00+01:00' } },
    })
    for (const { attachment } of body.content) {
      const id = attachment.url?.split('/Binary/')[1] ?? ''
      const { bytes, headers } = await desk.bytesOf(`/fhir/R4/Binary/${id}`, LAB)
      expect(headers.get('content-type')).toContain(attachment.contentType)
      expect(bytes.length).toBe(attachment.size)
      expect(createHash('sha1').update(bytes).digest('base64')).toBe(attachment.hash)
      const sha256 = createHash('sha256').update(bytes).digest('base64')
      expect(headers.get('repr-digest')).toBe(`sha-256=:${sha256}:`)
    }
    expect(body.content.map(({ attachment }) => attachment.contentType).sort()).toEqual(['application/pdf', 'text/xml'])
  })

  it('a Binary is a resource for who asks FHIR, and is refused to who can read neither', async () => {
    const headers = await desk.bench.as(LAB)
    const ask = async (accept: string) =>
      fetch(`${desk.url}/fhir/R4/Binary/${first.id}.pdf`, { headers: { ...headers, Accept: accept } })
    const resource = (await (await ask('application/fhir+json')).json()) as Binary
    expect(resource).toMatchObject({ resourceType: 'Binary', id: `${first.id}.pdf`, contentType: 'application/pdf' })
    expect(
      Buffer.from(resource.data ?? '', 'base64')
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    expect((await ask('application/pdf')).headers.get('content-type')).toContain('application/pdf')
    expect((await ask('image/png')).status).toBe(406)
  })

  it.each([
    ['', 2],
    ['&status=current', 1],
    ['&status=superseded', 1],
    ['&status=entered-in-error', 0],
    ['&status=current,superseded', 2],
    ['&type=http://loinc.org|11490-0', 2],
    ['&type=34874-8', 0],
    ['&type=urn:oid:1.2.3|11490-0', 0],
    ['&category=10', 2],
    ['&category=42', 0],
    ['&date=ge2020-01-01', 2],
    ['&date=lt2020', 0],
    ['&period=2026-11-24', 2],
    ['&period=2027', 0],
    ['&author.family=kerv', 2],
    ['&author.family=kerv&author.given=paul', 0],
    ['&author.identifier=810100000008', 2],
  ])('are found by their patient and %j', async (query, count) => {
    expect((await search(of + query)).total).toBe(count)
  })

  it('are found by the identifier of their patient, or by theirs', async () => {
    expect((await search(`patient.identifier=${IPP}|FHIR1`)).total).toBe(2)
    expect((await search('patient.identifier=urn:oid:1.2.250.1.213.1.4.10|279035121518989')).total).toBe(2)
    expect((await search(`patient.identifier=${IPP}|NOBODY`)).total).toBe(0)
    expect(ids(await search(`identifier=urn:oid:${second.oid}`))).toEqual([second.id])
    expect((await search(`identifier=urn:ietf:rfc:3986|urn:oid:${second.setId}`)).total).toBe(2)
    expect(ids(await search(`_id=${first.id}`))).toEqual([first.id])
    expect(ids(await search(`${of}&_sort=-date`))).toEqual([second.id, first.id])
  })

  it('nobody lists the documents of everybody', async () => {
    expect(await get<OperationOutcome>('/DocumentReference?type=11490-0')).toMatchObject({
      status: 400,
      body: { issue: [{ code: 'required', expression: ['patient'] }] },
    })
  })

  it('a person finds and reads in the record that is open, and nowhere else', async () => {
    const open = inRecord('fhir-1')
    const elsewhere = inRecord('fhir-2')
    expect((await get(`/DocumentReference?${of}`, open)).status).toBe(200)
    expect(await get(`/DocumentReference?${of}`, elsewhere)).toMatchObject({
      status: 403,
      body: { resourceType: 'OperationOutcome' },
    })
    expect((await get(`/DocumentReference/${first.id}`, elsewhere)).status).toBe(403)
    expect((await get(`/Binary/${first.id}.pdf`, elsewhere)).status).toBe(403)
    expect((await get<Bundle>(`/DocumentReference?_id=${first.id}`, elsewhere)).body.total).toBe(0)
    expect((await get(`/DocumentReference?${of}`, { ...LAB, permissions: [] })).status).toBe(403)
  })

  it('every refusal is an OperationOutcome', async () => {
    expect(await get(`/Binary/${first.id}.zip`)).toMatchObject({
      status: 404,
      body: { issue: [{ code: 'not-found' }] },
    })
    expect(await get(`/Binary/${first.id}.image`)).toMatchObject({
      status: 404,
      body: { resourceType: 'OperationOutcome' },
    })
    expect(await get('/DocumentReference/inconnu')).toMatchObject({
      status: 404,
      body: { resourceType: 'OperationOutcome' },
    })
    expect(await get(`/DocumentReference?${of}&facility=x`)).toMatchObject({
      status: 400,
      body: { issue: [{ code: 'not-supported' }] },
    })
    expect(await get('/DocumentReference/x/$docref')).toMatchObject({
      status: 404,
      body: { issue: [{ code: 'not-supported' }] },
    })
  })

  it('each reading is traced, with the partner', async () => {
    await eventually(() => {
      const seen = desk.traces.map(({ data }) => data).filter(({ partner }) => partner === LAB.name)
      expect(seen).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ action: 'document.list', patientId: 'fhir-1' }),
          expect.objectContaining({ action: 'document.read', object: { kind: 'document', id: second.id } }),
          expect.objectContaining({ action: 'document.download', ins: true, detail: 'FHIR pdf' }),
        ]),
      )
    })
  })

  it('follow their patient into the record that stays', async () => {
    await desk.arrive('fhir-9')
    await desk.bench.publish(PatientChanged, 'fhir-1', patient('fhir-1', { version: 2, mergedInto: 'fhir-9' }))
    await eventually(async () => {
      const found = await search('patient=fhir-9')
      expect(found.entry?.map((one) => one.resource?.subject?.reference)).toEqual(['Patient/fhir-9', 'Patient/fhir-9'])
    })
    expect((await search(of)).total).toBe(2)
  })

  describeWith(HAPI_FHIR)('for software of others (HAPI FHIR)', () => {
    it('what is answered is valid FHIR R4', async () => {
      const [metadata, bundle, one, outcome] = await Promise.all([
        get<CapabilityStatement>('/metadata'),
        search(of),
        get(`/DocumentReference/${second.id}`),
        get('/DocumentReference?type=x'),
      ])
      expect(await invalidities({ metadata: metadata.body, bundle, one: one.body, outcome: outcome.body })).toEqual([])
    }, 300_000)

    it('its client finds a document, and reads its bytes', async () => {
      const { authorization } = await desk.bench.as(LAB)
      const { bytes } = await desk.bytesOf(`/fhir/R4/Binary/${second.id}.pdf`, LAB)
      const lines = await drive(`${desk.url}/fhir/R4`, authorization!.replace('Bearer ', ''), [
        'metadata',
        `search DocumentReference?${of}&status=current`,
        `read DocumentReference/${second.id}`,
        `binary ${second.id}.pdf`,
        `pages DocumentReference?${of}&_count=1&_sort=-date`,
      ])
      expect(lines).toEqual([
        'metadata 4.0.1 Binary,DocumentReference',
        `search 1 ${second.id}`,
        `read DocumentReference ${second.id} v1`,
        `binary application/pdf ${bytes.length}`,
        `pages 2 ${second.id},${first.id}`,
      ])
    }, 300_000)
  })
})
