import { X509Certificate } from 'node:crypto'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { type DmpStateView, PatientChanged, TrailRecorded } from '@anamnese/contracts'
import { buildEnvelope, readSoapMessage } from '@anamnese/interop-soap'
import { createTestAuthority } from '@anamnese/interop-test-pki'
import { verifyVihf } from '@anamnese/interop-vihf'
import {
  buildExistenceTestResponse,
  readExistenceTestRequest,
  TD02_RESPONSE_ACTION,
  type DmpState,
} from '@anamnese/interop-xds'
import { patientEvent } from '@anamnese/platform-pfi-link/testing'
import type { RunningService } from '@anamnese/platform-service'
import { eventually, TestBench } from '@anamnese/platform-testing'
import { definition } from './definition'

const OPEN: DmpState = { exists: true, status: 'active', authorization: 'VALIDE' }

describe('the state of the DMP of a patient', () => {
  const authority = createTestAuthority()
  const unit = ['OU', '1220000020'] as const
  const client = authority.issue({ subject: [unit, ['CN', 'AUTH_CLI']], use: 'client' })
  const seal = authority.issue({ subject: [unit, ['CN', 'SIGN']], use: 'sign' })
  let state: DmpState = OPEN
  let delay = 0
  let asked: string[] = []
  let dmp: Server
  let bench: TestBench
  let service: RunningService
  let serial = 0

  beforeAll(async () => {
    const own = authority.issue({ subject: [['CN', 'localhost']], use: 'server', hosts: ['localhost'] })
    // The DMP as it is asked: mutual TLS, an assertion signed by the seal about the patient of the question.
    dmp = createServer(
      { key: own.key, cert: own.certificate, ca: authority.certificate, requestCert: true, rejectUnauthorized: true },
      (request, response) => {
        const chunks: Buffer[] = []
        request.on('data', (chunk: Buffer) => chunks.push(chunk))
        request.on('end', () => {
          const bytes = Buffer.concat(chunks)
          const message = readSoapMessage(String(request.headers['content-type']), bytes)
          const vihf = verifyVihf(bytes.toString('utf8'), { authorities: [new X509Certificate(authority.certificate)] })
          const ins = readExistenceTestRequest(message.envelope.content)
          asked.push(`${vihf.subjectId} ${vihf.structureId} ${vihf.patient?.matricule ?? ''} ${ins.matricule}`)
          const body = buildExistenceTestResponse({ ins, state, receiverOid: '1.2.3', at: new Date() })
          setTimeout(() => {
            response.writeHead(200, { 'content-type': 'application/soap+xml; charset=utf-8' })
            response.end(buildEnvelope({ action: TD02_RESPONSE_ACTION }, body))
          }, delay)
        })
      },
    )
    await new Promise<void>((resolve) => dmp.listen(0, '127.0.0.1', resolve))
    bench = await TestBench.create([
      'dpi.identity.patient.v1',
      'dpi.care.stay.v1',
      'dpi.consent.choices.v1',
      'dpi.documents.document.v1',
      'dpi.dmp.order.v1',
      'dpi.dmp.acknowledgement.v1',
      'dpi.mssante.acknowledgement.v1',
      'dpi.audit.trail.v1',
      'dpi.dmp.dead-letter.v1',
    ])
    service = await bench.start(definition, {
      PFI_PORT: '1',
      STRUCTURE_ID_NAT: '1220000020',
      STRUCTURE_NAME: "CH DE L'ARGOAT",
      OID_ROOT: '1.2.250.1.999.1.1.220',
      IPP_AUTHORITY: 'GAM&220000012&M',
      DMP_PATIENTS_URL: `https://localhost:${String((dmp.address() as AddressInfo).port)}/si-dmp-server/v2/services/patients`,
      DMP_CERT: client.certificate,
      DMP_KEY: client.key,
      DMP_CA: authority.certificate,
      SIGN_CERT: seal.certificate,
      SIGN_KEY: seal.key,
    })
  }, 60_000)
  afterAll(async () => {
    await bench.close()
    dmp.closeAllConnections()
    dmp.close()
  }, 30_000)
  beforeEach(() => {
    state = OPEN
    delay = 0
    asked = []
  })

  const newPatient = async (change: Parameters<typeof patientEvent>[0] = {}): Promise<string> => {
    const patientId = `p${String(++serial)}`
    await bench.publish(PatientChanged, patientId, patientEvent({ patientId, version: 1, ...change }))
    await eventually(async () => {
      expect(await bench.collection('patients').countDocuments({ _id: patientId as never })).toBe(1)
    })
    return patientId
  }
  const stateOf = async (patientId: string): Promise<DmpStateView> => {
    const headers = await bench.as({ patientContext: { patientId, purpose: 'care' } })
    const answer = await fetch(`${service.url}/patients/${patientId}/dmp-state`, { headers })
    expect(answer.status).toBe(200)
    return (await answer.json()) as DmpStateView
  }

  it('is asked in the name of the person, sealed by the structure, then kept and traced', async () => {
    const traces = await bench.collect(TrailRecorded)
    const patientId = await newPatient()
    expect(await stateOf(patientId)).toMatchObject({ state: 'open-authorised', message: 'DMP ouvert, accès autorisé.' })
    await stateOf(patientId)
    expect(asked).toEqual(['810100000008 1220000020 279035121518989 279035121518989'])
    await eventually(() => {
      const trace = { action: 'dmp.existence', patientId, ins: true, partner: 'DMP' }
      expect(traces.map((event) => event.data)).toContainEqual(expect.objectContaining(trace))
    })
  })

  it.each<[DmpState, DmpStateView['state']]>([
    [{ exists: false }, 'not-created'],
    [{ ...OPEN, status: 'closed' }, 'closed'],
    [{ ...OPEN, authorization: 'NON_EXISTE' }, 'open-not-authorised'],
    [{ ...OPEN, authorization: 'INTERDIT' }, 'open-not-authorised'],
  ])('is one of the four states: %j is %s', async (answer, expected) => {
    state = answer
    expect((await stateOf(await newPatient())).state).toBe(expected)
  })

  it('is not asked for an identity that is not qualified', async () => {
    const answer = await stateOf(await newPatient({ status: 'VALIDEE' }))
    expect(answer).toMatchObject({ state: 'unknown' })
    expect(answer.message).toContain('INS n’est pas qualifiée')
    expect(asked).toEqual([])
  })

  it('makes nobody wait for a slow DMP: unknown at once, known later', async () => {
    delay = 1500
    const patientId = await newPatient()
    const answers = await Promise.all([stateOf(patientId), stateOf(patientId)])
    expect(answers.map((answer) => answer.message)).toEqual(['Réponse du DMP attendue.', 'Réponse du DMP attendue.'])
    await eventually(async () => {
      expect((await stateOf(patientId)).state).toBe('open-authorised')
    })
    expect(asked).toHaveLength(1)
  })

  it('is not that of another INS: a new INS asks again', async () => {
    const patientId = await newPatient()
    await stateOf(patientId)
    state = { exists: false }
    const ins = { matricule: '180032B02040123', oid: '1.2.250.1.213.1.4.10' }
    await bench.publish(PatientChanged, patientId, patientEvent({ patientId, version: 2, ins }))
    await eventually(async () => {
      expect((await stateOf(patientId)).state).toBe('not-created')
    })
  })

  it('is said unknown when the DMP does not answer, and care goes on', async () => {
    const patientId = await newPatient()
    dmp.closeAllConnections()
    await new Promise((resolve) => dmp.close(resolve))
    const answer = await stateOf(patientId)
    expect(answer.state).toBe('unknown')
    expect(answer.message).toMatch(/n’a pas répondu.*Les soins continuent/)
  })

  it('is not told without the record open', async () => {
    const answer = await fetch(`${service.url}/patients/p1/dmp-state`, { headers: await bench.as() })
    expect(answer.status).toBe(403)
  })
})
