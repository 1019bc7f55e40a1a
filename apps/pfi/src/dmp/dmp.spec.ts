import { NO_FLAGS, type CdaMessage } from '@anamnese/interop-cda-hl7'
import { SoapError, SoapFault } from '@anamnese/interop-soap'
import { XdsError, type RegisteredEntry } from '@anamnese/interop-xds'
import { testLetter } from '@anamnese/interop-xds/testing'
import type { Job } from '../jobs/job'
import { contentTypeOf } from './content-type'
import { outcomeOfError, outcomeOfPreparation, outcomeOfResponse } from './outcome'
import { senderOf } from './sender'
import { targetOf } from './target'

const job = { uncertain: false, documentId: '1.2.2' } as Job
const uncertain = { ...job, uncertain: true }
const refusal = (code: string): Parameters<typeof outcomeOfResponse>[1] => ({
  status: 'failure',
  errors: [{ code, context: 'motif', severity: 'error' }],
})
const own = { idNat: '1220000020', name: "CH DE L'ARGOAT", software: 'Anamnese' }
const message = (over: Partial<CdaMessage> = {}): CdaMessage => ({
  volet: '2.1',
  kind: 'MDM',
  controlId: 'C1',
  operation: 'create',
  patient: { ids: [], insValidated: true },
  visit: {},
  documents: [{ code: '11490-0', bytes: testLetter() }],
  participants: [
    {
      participation: 'SB',
      person: { id: '810100000008', family: 'KERVADEC', given: 'Maëlle', idType: 'IDNPS' },
      organization: { name: 'CH EXEMPLE', idType: 'FINEG', number: '750000018' },
    },
  ],
  flags: NO_FLAGS,
  patientMayNotReply: false,
  mailBodies: {},
  ...over,
})

describe('The answer of the DMP', () => {
  it('is a refusal with its code, or a later attempt when it is busy', () => {
    expect(outcomeOfResponse(job, { status: 'success', errors: [] })).toEqual({ kind: 'accepted' })
    expect(outcomeOfResponse(job, refusal('XDSUnknownPatientId'))).toEqual({
      kind: 'refused',
      code: 'XDSUnknownPatientId',
      label: 'motif',
    })
    expect(outcomeOfResponse(job, refusal('XDSRegistryBusy'))).toMatchObject({ kind: 'retry', uncertain: false })
  })

  it('that the document is already there is a success only after an attempt whose outcome is unknown', () => {
    expect(outcomeOfResponse(uncertain, refusal('XDSDuplicateUniqueIdInRegistry'))).toEqual({ kind: 'accepted' })
    expect(outcomeOfResponse(job, refusal('XDSDuplicateUniqueIdInRegistry'))).toMatchObject({ kind: 'refused' })
    expect(outcomeOfResponse(uncertain, refusal('XDSNonIdenticalHash'))).toMatchObject({ kind: 'refused' })
  })

  it('may be a fault: of ours, which is final, or of the service, which is not', () => {
    expect(outcomeOfError(new SoapFault('Sender', ['DMPInvalidCertificate'], 'Certificat'))).toMatchObject({
      kind: 'refused',
      code: 'DMPInvalidCertificate',
    })
    expect(outcomeOfError(new SoapFault('Receiver', [], 'Panne'))).toMatchObject({ kind: 'retry', uncertain: true })
  })

  it('that does not come leaves the outcome unknown, unless nothing was sent', () => {
    expect(outcomeOfError(new SoapError('SOAP.TIMEOUT', 'x', 'unknown'))).toMatchObject({ uncertain: true })
    expect(outcomeOfError(new SoapError('SOAP.UNREACHABLE', 'x', 'no'))).toMatchObject({ uncertain: false })
    expect(() => outcomeOfError(new TypeError('ours'))).toThrow('ours')
  })

  it('is not asked for when the document itself cannot be described', () => {
    const error = new XdsError('XDS.METADATA_MISSING', 'Le document ne donne pas le titre.')
    expect(outcomeOfPreparation(error)).toMatchObject({ kind: 'refused', code: 'XDS.METADATA_MISSING' })
    expect(outcomeOfPreparation(new TypeError('ours'))).toBeUndefined()
  })
})

describe('The entry that a document replaces', () => {
  const entry = (uniqueId: string, status: RegisteredEntry['status'] = 'Approved'): RegisteredEntry =>
    ({ entry: { id: `urn:uuid:${uniqueId}`, uniqueId }, status, logicalId: 'l' }) as RegisteredEntry
  const found = (...entries: RegisteredEntry[]): Parameters<typeof targetOf>[2] => ({
    status: 'success',
    errors: [],
    entries,
  })

  it('is the current one of its parent', () => {
    expect(targetOf(job, '1.2.1', found(entry('1.2.1')))).toEqual({ entryUuid: 'urn:uuid:1.2.1' })
  })

  it('is missing, or no longer current', () => {
    expect(targetOf(job, '1.2.1', found())).toMatchObject({ kind: 'refused', code: 'XDSDocumentUniqueIdError' })
    expect(targetOf(job, '1.2.1', found(entry('1.2.1', 'Deprecated')))).toMatchObject({ code: 'XDSReplaceFailed' })
  })

  it('was already replaced by an attempt whose answer was lost', () => {
    const both = found(entry('1.2.1', 'Deprecated'), entry('1.2.2'))
    expect(targetOf(uncertain, '1.2.1', both)).toEqual({ kind: 'accepted' })
    expect(targetOf(job, '1.2.1', both)).toMatchObject({ kind: 'refused' })
  })
})

describe('The sender of a document', () => {
  it('is the person and the structure of the message, with the profession that the document gives him', () => {
    expect(senderOf(message(), own)).toEqual({
      subjectId: '810100000008',
      subjectName: 'KERVADEC Maëlle',
      roles: [
        { code: '10', system: '1.2.250.1.71.1.2.7', display: 'Médecin' },
        { code: 'SM04', system: '1.2.250.1.71.4.2.5', display: 'Cardiologie et maladies vasculaires (SM)' },
      ],
      structureId: '1750000018',
      author: {
        person: '810100000008^KERVADEC^Maëlle^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS',
        institutions: ['CH EXEMPLE^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^1750000018'],
        specialty: 'G15_10/SM04^Médecin - Cardiologie et maladies vasculaires (SM)^1.2.250.1.213.1.1.4.5',
      },
    })
  })

  it('is an automatic treatment when his profession, or himself, is unknown', () => {
    const secretary = {
      ...message().participants[0]!,
      person: { id: '3220000020/SEC1', family: 'LE ROUX', given: 'Ana' },
    }
    expect(senderOf(message({ participants: [secretary] }), own)).toMatchObject({
      subjectId: '3220000020/SEC1',
      roles: [{ code: 'AUTOMATE' }],
    })
    expect(senderOf(message({ participants: [] }), own)).toMatchObject({
      subjectId: '1220000020/Anamnese',
      structureId: '1220000020',
      roles: [{ code: 'AUTOMATE' }],
    })
  })
})

describe('The content type of a submission set', () => {
  it.each([
    ['I', '03'],
    ['O', '07'],
    ['E', '07'],
    ['R', '19'],
    ['N', '97'],
    [undefined, '97'],
  ])('is, for the class %s of the stay, %s', (patientClass, code) => {
    expect(contentTypeOf(patientClass)).toMatchObject({ code, system: '1.2.250.1.213.2.2' })
  })
})
