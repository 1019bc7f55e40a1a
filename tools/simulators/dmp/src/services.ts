import { SoapError } from '@anamnese/interop-soap'
import { serialiseXml, XmlError } from '@anamnese/interop-xml'
import {
  buildExistenceTestResponse,
  buildQueryResponse,
  ITI18_ACTION,
  ITI18_RESPONSE_ACTION,
  ITI41_ACTION,
  ITI41_RESPONSE_ACTION,
  readExistenceTestRequest,
  readGetDocuments,
  readIti41,
  registryResponse,
  TD02_ACTION,
  TD02_RESPONSE_ACTION,
  XdsError,
  type RegistryError,
} from '@anamnese/interop-xds'
import type { VerifiedVihf } from '@anamnese/interop-vihf'
import type { ServiceAnswer, ServiceCall } from '@anamnese/tool-sim-kit'
import { checkAccess, type AccessRules } from './access'
import { checkDocuments, checkSubmissionSignature } from './document-checks'
import type { DocumentStore } from './document-store'
import type { DmpPatients } from './patients'
import { refuseCall, refuseSubmission, RefusedSubmission } from './refusals'
import { checkContents, checkMetadata, replacedEntries } from './submission-checks'

/** The registry and repository behind the services. */
export interface DmpBackend {
  rules: AccessRules
  patients: DmpPatients
  store: DocumentStore
  log: (line: string) => void
}

/** Answers one SOAP call: `patients` (TD0.2), `repository` (TD2.1) or `registry` (TD3.1, documents by identifier). */
export async function answerCall(call: ServiceCall, backend: DmpBackend): Promise<ServiceAnswer> {
  const { action } = call.message.envelope
  const vihf = checkAccess(call, backend.rules)
  if (call.service === 'patients' && action === TD02_ACTION) return existenceTest(call, vihf, backend)
  if (call.service === 'repository' && action === ITI41_ACTION) return provideAndRegister(call, vihf, backend)
  if (call.service === 'registry' && action === ITI18_ACTION) return getDocuments(call, backend)
  return refuseCall('ActionNotSupported', `L’opération ${action ?? 'absente'} n’est pas offerte par ${call.service}`)
}

function existenceTest({ message }: ServiceCall, vihf: VerifiedVihf, { patients }: DmpBackend): ServiceAnswer {
  try {
    const ins = readExistenceTestRequest(message.envelope.content)
    if (vihf.patient?.matricule !== ins.matricule || vihf.patient.oid !== ins.oid)
      refuseCall('DMPInvalidVIHF', 'Le patient du VIHF n’est pas celui de la requête')
    const input = { ins, state: patients.state(ins), receiverOid: '1.2.250.1.999', at: new Date() }
    return { action: TD02_RESPONSE_ACTION, body: buildExistenceTestResponse(input) }
  } catch (error) {
    if (error instanceof XdsError) return refuseCall('DMPInvalidRequest', error.message)
    throw error
  }
}

function getDocuments({ message }: ServiceCall, { store }: DmpBackend): ServiceAnswer {
  try {
    const found = readGetDocuments(message.envelope.content).flatMap((id) => store.find(id) ?? [])
    const entries = found.map(({ entry, entryUuid, status }) => ({
      entry: { ...entry, id: entryUuid },
      status,
      logicalId: entryUuid,
    }))
    return { action: ITI18_RESPONSE_ACTION, body: buildQueryResponse(entries) }
  } catch (error) {
    if (error instanceof XdsError) return refuseCall('DMPInvalidRequest', error.message)
    throw error
  }
}

async function provideAndRegister(call: ServiceCall, vihf: VerifiedVihf, backend: DmpBackend): Promise<ServiceAnswer> {
  // AIR gives no right to feed: only the structure (indirect) or a card (direct) may.
  if (vihf.mode === 'INDIRECTE_RENFORCEE')
    refuseCall('DMPAccessDeniedByRightsService', 'Alimentation refusée en authentification indirecte renforcée')
  try {
    await register(call, vihf, backend)
    return registryAnswer([])
  } catch (error) {
    if (!(error instanceof RefusedSubmission)) throw error
    backend.log(`lot refusé : ${error.message}`)
    return registryAnswer([error.error])
  }
}

async function register({ message, request }: ServiceCall, vihf: VerifiedVihf, backend: DmpBackend): Promise<void> {
  const submission = readSubmissionRequest(message)
  const context = { vihf, patients: backend.patients, store: backend.store }
  checkMetadata(submission, context)
  checkContents(submission)
  checkDocuments(submission)
  await checkSubmissionSignature(submission, backend.rules.sealAuthorities, vihf.certificate)
  const replaced = replacedEntries(submission, context)
  // Two submissions of one document may have been checked at the same time: the last look is the one that counts.
  checkMetadata(submission, context)
  backend.store.add(submission, request.raw, new Date(), replaced)
  backend.log(`lot ${submission.submission.set.uniqueId} reçu`)
}

function readSubmissionRequest(message: ServiceCall['message']): ReturnType<typeof readIti41> {
  try {
    return readIti41(message)
  } catch (error) {
    if (error instanceof XdsError) return refuseSubmission('XDSRepositoryMetadataError', error.message, error.where)
    if (error instanceof SoapError || error instanceof XmlError)
      return refuseSubmission('XDSMissingDocument', error.message)
    throw error
  }
}

/** A registry response, of success when there is no error. */
export function registryAnswer(errors: RegistryError[]): ServiceAnswer {
  const response = registryResponse({ status: errors.length === 0 ? 'success' : 'failure', errors })
  return { action: ITI41_RESPONSE_ACTION, body: serialiseXml(response, { declaration: false }) }
}
