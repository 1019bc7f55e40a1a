import fs from 'node:fs'
import type { ProduceDocumentResponse } from '@anamnese/contracts'
import type {
  Bundle,
  CapabilityStatement,
  DocumentReference,
  OperationOutcome,
  Patient,
} from '@anamnese/interop-fhir-fr'
import { describeWith } from '@anamnese/interop-test-java'
import { drive, HAPI_FHIR, invalidities } from '@anamnese/platform-fhir/testing'
import { eventually } from '@anamnese/tool-demo'
import { type Admitted, admit } from './support/admission'
import { readRun } from './support/run'

jest.setTimeout(120_000)

const run = readRun()
const { apiClient } = JSON.parse(fs.readFileSync(process.env['ANAMNESE_RUN'] ?? '', 'utf8')) as {
  apiClient: { tokenUrl: string; clientId: string; clientSecret: string }
}
const base = `${run.gateway}/fhir/R4`
const IPP = 'urn:oid:1.2.250.1.999.1.1.220.2'

describe('a program of the hospital, with an account of its own', () => {
  let token: string
  let admitted: Admitted
  let patient: Patient

  beforeAll(async () => {
    const { tokenUrl, clientId, clientSecret } = apiClient
    const answer = await fetch(tokenUrl, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }),
    })
    token = ((await answer.json()) as { access_token: string }).access_token
    admitted = await admit(run, { qualified: true })
    patient = await eventually('le patient en FHIR', async () => {
      const { body } = await get<Bundle<Patient>>(`/Patient?identifier=${IPP}|${admitted.person.ipp}`)
      return body.entry?.[0]?.resource
    })
  })

  async function get<T>(path: string, headers: Record<string, string> = { Authorization: `Bearer ${token}` }) {
    const answer = await fetch(base + path, { headers })
    return { status: answer.status, body: (await answer.json()) as T }
  }

  it('reads without an account what the FHIR server can do, and nothing else', async () => {
    const { body } = await get<CapabilityStatement>('/metadata', {})
    expect(body.rest?.[0]?.resource?.map(({ type }) => type)).toEqual(['Binary', 'DocumentReference', 'Patient'])
    expect(await get<OperationOutcome>('/Patient', {})).toMatchObject({
      status: 401,
      body: { issue: [{ code: 'login' }] },
    })
  })

  it('finds a qualified patient with the INS, and follows addresses that it can reach', async () => {
    expect(patient.identifier?.[0]).toMatchObject({
      system: 'urn:oid:1.2.250.1.213.1.4.10',
      value: admitted.person.ins,
    })
    const { body } = await get<Bundle>(`/Patient?family=${admitted.person.family}`)
    expect(body.entry?.[0]?.fullUrl).toBe(`${base}/Patient/${patient.id ?? ''}`)
  })

  it('produces a document in one call, once, and finds it again in FHIR with its bytes', async () => {
    const sections = { reason: 'Dyspnée', summary: 'Séjour simple.', treatments: 'Aucun.', followUp: 'À un mois.' }
    const author = {
      idNat: '810100000008',
      family: 'KERVADEC',
      given: 'Maëlle',
      prefix: 'DR',
      specialty: { code: 'G15_10/SM04' },
    }
    const produce = async () => {
      const answer = await fetch(`${run.gateway}/api/patients/${patient.id ?? ''}/documents/produce`, {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${token}`,
          'Content-Type': 'application/json',
          'Idempotency-Key': `e2e-${admitted.visit}`,
        },
        body: JSON.stringify({ type: '11490-0', stayNumber: admitted.visit, author, sections }),
      })
      return { status: answer.status, body: (await answer.json()) as ProduceDocumentResponse }
    }
    const made = await eventually('le document produit', async () => {
      const answer = await produce()
      return answer.status === 201 ? answer.body : undefined
    })
    const again = await produce()
    expect(again.body).toMatchObject({ replayed: true, document: { id: made.document?.id } })
    const { body } = await get<Bundle<DocumentReference>>(
      `/DocumentReference?patient=Patient/${patient.id ?? ''}&status=current`,
    )
    expect(body.total).toBe(1)
    const pdf = body.entry?.[0]?.resource?.content.find(
      ({ attachment }) => attachment.contentType === 'application/pdf',
    )
    const bytes = await fetch(pdf?.attachment.url ?? '', { headers: { Authorization: `Bearer ${token}` } })
    expect(bytes.headers.get('content-type')).toContain('application/pdf')
    expect((await bytes.arrayBuffer()).byteLength).toBe(pdf?.attachment.size)
  })

  describeWith(HAPI_FHIR)('with the client of HAPI FHIR', () => {
    it('works through the gateway as with any FHIR R4 server, and what it gets is valid', async () => {
      const lines = await drive(base, token, [
        'metadata',
        `search Patient?identifier=${IPP}|${admitted.person.ipp}`,
        `search DocumentReference?patient=${patient.id ?? ''}`,
        'read Patient/inconnu',
      ])
      expect(lines).toEqual([
        'metadata 4.0.1 Binary,DocumentReference,Patient',
        `search 1 ${patient.id ?? ''}`,
        expect.stringMatching(/^search 1 \w+$/),
        'read REFUSED 404 not-found Ce dossier n’existe pas.',
      ])
      const [metadata, documents] = await Promise.all([
        get('/metadata', {}),
        get(`/DocumentReference?patient=${patient.id ?? ''}`),
      ])
      expect(await invalidities({ metadata: metadata.body, documents: documents.body, patient })).toEqual([])
    })
  })
})
