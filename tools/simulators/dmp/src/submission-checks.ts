import { createHash } from 'node:crypto'
import { classOfType } from '@anamnese/domain-value-sets'
import { ASSOCIATION, institutionId, insPatientId, type DocumentEntry, type ReadIti41 } from '@anamnese/interop-xds'
import type { VerifiedVihf } from '@anamnese/interop-vihf'
import { isOid } from '@anamnese/interop-cda'
import type { DocumentStore, StoredDocument } from './document-store'
import type { DmpPatients } from './patients'
import { refuseSubmission } from './refusals'

/** Type of the entry that signs a submission set. */
export const SIGNATURE_TYPE = 'E1762'

/** What a submission is judged against. */
export interface RegistryContext {
  vihf: VerifiedVihf
  patients: DmpPatients
  store: DocumentStore
}

/** Checks of the registry on the metadata. @throws RefusedSubmission */
export function checkMetadata({ submission }: ReadIti41, { vihf, patients, store }: RegistryContext): void {
  const { set, documents } = submission
  if (vihf.patient === undefined || set.patientId !== insPatientId(vihf.patient))
    refuseSubmission('XDSPatientIdDoesNotMatch', 'Le patient du lot n’est pas celui du VIHF', set.id)
  if (!patients.state(vihf.patient).exists)
    refuseSubmission('XDSUnknownPatientId', 'Aucun DMP n’existe pour cet INS', set.id)
  if (!set.author.institutions.some((institution) => institutionId(institution) === vihf.structureId))
    refuseSubmission(
      'XDSRegistryMetadataError',
      "Aucun AuthorInstitution ne correspond à l'utilisateur du VIHF",
      set.id,
    )
  if (!/^\d{14}$/.test(set.submissionTime))
    refuseSubmission('XDSRegistryMetadataError', 'submissionTime n’est pas une date UTC à la seconde', set.id)
  for (const oid of [set.uniqueId, set.sourceId])
    if (!isOid(oid)) refuseSubmission('XDSRegistryMetadataError', `${oid} n’est pas un OID`, set.id)
  for (const entry of documents) {
    checkEntry(entry, set.patientId)
    const known = store.find(entry.uniqueId)
    if (known !== undefined)
      refuseSubmission(
        known.entry.hash === entry.hash ? 'XDSDuplicateUniqueIdInRegistry' : 'XDSNonIdenticalHash',
        'Un document porte déjà cet identifiant',
        entry.id,
      )
  }
  checkAssociations(submission.set.id, submission.associations, documents)
}

function checkEntry(entry: DocumentEntry, patientId: string): void {
  const wrong = (context: string): never => refuseSubmission('XDSRegistryMetadataError', context, entry.id)
  if (entry.patientId !== patientId)
    refuseSubmission('XDSPatientIdDoesNotMatch', 'Le patient du document n’est pas celui du lot', entry.id)
  // XDS: an identifier with an extension is refused by the DMP.
  if (!isOid(entry.uniqueId))
    refuseSubmission('XDSDocumentUniqueIdError', 'L’identifiant du document n’est pas un OID seul', entry.id)
  if (entry.authors.length === 0 || entry.authors.some(({ person }) => person === '')) wrong('authorPerson absent')
  if (entry.legalAuthenticator === undefined) wrong('legalAuthenticator absent')
  if (entry.serviceStartTime === undefined) wrong('serviceStartTime absent')
  if (entry.confidentialityCodes.length === 0) wrong('confidentialityCode absent')
  if (!/^\d{14}$/.test(entry.creationTime)) wrong('creationTime n’est pas une date UTC à la seconde')
  if (entry.title.length > 128) wrong('le titre dépasse 128 caractères')
  if (!['text/xml', 'application/xslt+xml'].includes(entry.mimeType)) wrong(`mimeType ${entry.mimeType} non accepté`)
  if (entry.typeCode.code === SIGNATURE_TYPE) return
  if (classOfType(entry.typeCode.code)?.code !== entry.classCode.code)
    wrong(`le typeCode ${entry.typeCode.code} n’est pas de la classe ${entry.classCode.code}`)
}

function checkAssociations(
  setId: string,
  associations: ReadIti41['submission']['associations'],
  documents: readonly DocumentEntry[],
): void {
  for (const entry of documents) {
    const member = associations.find(
      ({ type, source, target }) => type === ASSOCIATION.hasMember && source === setId && target === entry.id,
    )
    if (member?.slots['SubmissionSetStatus'] !== 'Original')
      refuseSubmission('XDSRegistryMetadataError', 'Le document n’est pas rattaché au lot', entry.id)
  }
  const signature = documents.find(({ typeCode }) => typeCode.code === SIGNATURE_TYPE)
  const signs = associations.some(
    ({ type, source, target }) => type === ASSOCIATION.signs && source === signature?.id && target === setId,
  )
  if (signature === undefined || !signs)
    refuseSubmission('XDSRegistryMetadataError', 'La signature du lot est absente', setId)
  if (documents.length < 2) refuseSubmission('XDSRegistryMetadataError', 'Le lot ne contient aucun document', setId)
}

/** Checks that what is replaced is there, current, and of the same patient. @returns the entries that become obsolete */
export function replacedEntries({ submission }: ReadIti41, { store }: RegistryContext): StoredDocument[] {
  return submission.associations
    .filter(({ type }) => type === ASSOCIATION.replaces)
    .map(({ source, target }) => {
      const replaced = store.findByEntryUuid(target)
      const entry = submission.documents.find(({ id }) => id === source)
      if (replaced === undefined || entry === undefined)
        return refuseSubmission('UnresolvedReferenceException', 'La fiche à remplacer est inconnue', target)
      if (replaced.status !== 'Approved')
        refuseSubmission('XDSReplaceFailed', 'La fiche à remplacer n’est plus active', target)
      if (replaced.entry.patientId !== entry.patientId)
        refuseSubmission('XDSPatientIdDoesNotMatch', 'La fiche à remplacer est d’un autre patient', target)
      return replaced
    })
}

/** Checks of the repository: one document per entry, of the announced size and hash. @throws RefusedSubmission */
export function checkContents({ submission, documents }: ReadIti41): void {
  const stray = documents.find(({ id }) => submission.documents.every((entry) => entry.id !== id))
  if (stray !== undefined)
    refuseSubmission('XDSMissingDocumentMetadata', 'Un document n’a pas de métadonnées', stray.id)
  for (const entry of submission.documents) {
    const contents = documents.filter(({ id }) => id === entry.id)
    const [content] = contents
    if (content === undefined || contents.length > 1)
      return refuseSubmission('XDSMissingDocument', 'Le document est absent ou en double', entry.id)
    if (content.bytes.length !== entry.size)
      refuseSubmission('XDSRepositoryMetadataError', 'La taille annoncée n’est pas celle du document', entry.id)
    if (createHash('sha1').update(content.bytes).digest('hex') !== entry.hash.toLowerCase())
      refuseSubmission('XDSRepositoryMetadataError', 'L’empreinte annoncée n’est pas celle du document', entry.id)
  }
}
