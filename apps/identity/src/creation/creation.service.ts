import { Injectable } from '@nestjs/common'
import { type Actor, type LikelyExists, PatientChanged } from '@anamnese/contracts'
import { areCompatible, blocksQualification, establishesIdentity, identityProof } from '@anamnese/domain-ins'
import type { IdentityTraits } from '@anamnese/domain-traits'
import { conflict, ProblemError, unprocessable } from '@anamnese/platform-http'
import { AuditTrail, Outbox } from '@anamnese/platform-messaging'
import { isDuplicateKey, Mongo } from '@anamnese/platform-mongo'
import { refuseWrong, writtenTraits } from '../editing/trait-rules'
import type { Patient } from '../patients/patient'
import { patientEvent } from '../patients/patient-event'
import { PatientRepository } from '../patients/patient.repository'
import { CandidatesService } from './candidates.service'
import type { CreationSearch } from './creation-search'
import { CreationSearchRepository } from './creation-search.repository'
import type { CreatePatientDto } from './creation.requests'
import { IppSequenceRepository } from './ipp-sequence.repository'
import { type Creation, newPatient } from './new-patient'

/** IPPs that the administrative system may have given itself under the same authority. */
const MAX_DRAWS = 20

/** Creates records, never before a search (RNIV EXI SI 02, guide INS EXI ID 17). */
@Injectable()
export class CreationService {
  constructor(
    private readonly mongo: Mongo,
    private readonly patients: PatientRepository,
    private readonly searches: CreationSearchRepository,
    private readonly candidates: CandidatesService,
    private readonly sequence: IppSequenceRepository,
    private readonly outbox: Outbox,
    private readonly trail: AuditTrail,
  ) {}

  /** @throws ProblemError 409 without a search of this person, or when the same person seems to have a record; 422 for wrong traits */
  async create(request: CreatePatientDto, actor: Actor): Promise<Patient> {
    const written = writtenTraits(request.traits)
    refuseWrong(written, request.birth)
    const traits = written as IdentityTraits
    const proof = proofOf(request)
    const search = await this.searchOf(request, traits, actor)
    const likely = await this.candidates.likely(actor.establishment, traits)
    const undecided = likely.filter(({ id }) => request.differentFrom?.includes(id) !== true)
    if (undecided.length > 0) throw likelyExists({ candidates: undecided })
    for (let draw = 1; ; draw += 1) {
      const creation: Creation = {
        establishment: actor.establishment,
        author: actor.name,
        at: new Date().toISOString(),
        ipp: await this.sequence.draw(),
        traits,
        ...(proof === undefined ? {} : { proof }),
      }
      try {
        return await this.write(newPatient(request, creation), search, request.differentFrom ?? [], actor)
      } catch (error) {
        if (!isDuplicateKey(error) || draw === MAX_DRAWS) throw error
      }
    }
  }

  private async write(
    patient: Patient,
    search: CreationSearch,
    examined: readonly string[],
    actor: Actor,
  ): Promise<Patient> {
    return this.mongo.transaction(async (session) => {
      // Asked again after an answer that was lost, it finds the search used up: the record exists, a search shows it.
      if (!(await this.searches.use(search, session))) throw searchFirst()
      const stored = await this.patients.insert(patient, session)
      await this.outbox.append(session, PatientChanged, stored._id, patientEvent(stored))
      const detail = examined.length === 0 ? stored.status : `${stored.status}, différent de ${examined.join(', ')}`
      await this.trail.record(actor, { action: 'identity.create', patientId: stored._id, ins: false, detail }, session)
      return stored
    })
  }

  private async searchOf(
    { searchToken }: CreatePatientDto,
    traits: IdentityTraits,
    actor: Actor,
  ): Promise<CreationSearch> {
    const search = await this.searches.findById(actor.establishment, searchToken)
    const mine = search !== null && search.actorId === actor.id && search.expiresAt.getTime() > Date.now()
    if (!mine) throw searchFirst()
    if (search.birthDate === traits.birthDate) return search
    const what = 'Rechercher la personne avec la date de naissance qui sera enregistrée.'
    throw conflict('IDENTITY.SEARCH_FIRST', 'La recherche portait sur une autre date de naissance.', what)
  }
}

function proofOf({ proofType, attributes = [] }: CreatePatientDto): Creation['proof'] {
  if (!areCompatible(attributes)) {
    const what = 'Une identité fictive ne porte pas d’autre attribut.'
    throw unprocessable('IDENTITY.ATTRIBUTES', 'Ces attributs ne vont pas ensemble.', what)
  }
  if (proofType === undefined) return undefined
  const proof = identityProof(proofType)
  if (!proof) throw unprocessable('PROOF.UNKNOWN', 'Ce type de pièce d’identité n’est pas connu.')
  const highConfidence = establishesIdentity(proof)
  if (highConfidence && blocksQualification(attributes)) {
    throw conflict('IDENTITY.BLOCKED', 'Une identité douteuse ou fictive reste provisoire.', 'Lever d’abord le doute.')
  }
  return { type: proof.code, label: proof.label, highConfidence }
}

function searchFirst(): Error {
  const what = 'Rechercher la personne par sa date de naissance, puis créer si elle n’a pas de dossier.'
  return conflict('IDENTITY.SEARCH_FIRST', 'Aucune identité n’est créée sans recherche préalable.', what)
}

function likelyExists(details: LikelyExists): ProblemError {
  const what = 'Ouvrir le dossier existant, ou dire que ce sont des personnes différentes.'
  const title = 'Cette personne semble déjà avoir un dossier.'
  return new ProblemError(409, 'IDENTITY.LIKELY_EXISTS', title, what, { details })
}
