import { Inject, Injectable } from '@nestjs/common'
import { newId } from '../new-id'
import { type Actor, PatientChanged } from '@anamnese/contracts'
import { blocksQualification, establishesIdentity, identityProof, isAllowedOid } from '@anamnese/domain-ins'
import { changedStrictTraits, contradictingTraits, type IdentityTraits } from '@anamnese/domain-traits'
import { conflict, notFound, unprocessable } from '@anamnese/platform-http'
import { AuditTrail, Outbox } from '@anamnese/platform-messaging'
import { type ClientSession, ConcurrentChangeError, isDuplicateKey, Mongo } from '@anamnese/platform-mongo'
import { CONFIG } from '@anamnese/platform-service'
import { CollisionRecorder } from '../duplicates/collision-recorder'
import { IdentityConfig } from '../identity.config'
import { identityConflict } from '../patients/identity-conflict'
import { insKeyOf, type IdentitySource, type Patient } from '../patients/patient'
import { patientEvent } from '../patients/patient-event'
import { PatientRepository } from '../patients/patient.repository'
import { settle } from '../patients/settle'
import { withSource } from '../patients/sources'
import { changesSince } from '../patients/versioned-history'
import { doubtLifted, verified, withoutIns, withPastIns } from './ins-changes'
import type { InsiCall } from './insi-call'

/** What a person does to an identity: sources are added, the status follows from them. */
export type Change = (patient: Patient, actor: Actor, at: string) => Patient

@Injectable()
export class QualificationService {
  constructor(
    @Inject(CONFIG) private readonly config: IdentityConfig,
    private readonly mongo: Mongo,
    private readonly patients: PatientRepository,
    private readonly outbox: Outbox,
    private readonly trail: AuditTrail,
    private readonly collisions: CollisionRecorder,
  ) {}

  async read(establishment: string, patientId: string): Promise<Patient> {
    const patient = await this.patients.findById(establishment, patientId)
    if (!patient) throw notFound('PATIENT.UNKNOWN', 'Ce dossier n’existe pas.')
    return patient
  }

  /** Applies changes to the version that the person saw, in one write with its event and its trace. */
  async apply(patientId: string, version: number, actor: Actor, action: string, changes: Change[]): Promise<Patient> {
    try {
      return await this.mongo.transaction(async (session) => {
        const before = await this.current(actor.establishment, patientId, version, session)
        const at = new Date().toISOString()
        const after = changes.reduce((patient, change) => change(patient, actor, at), before)
        const stored = await this.patients.save(after, session)
        await this.outbox.append(session, PatientChanged, stored._id, patientEvent(stored))
        const detail = `${before.status} → ${stored.status}`
        await this.trail.record(actor, { action, patientId, ins: stored.ins !== undefined, detail }, session)
        return stored
      })
    } catch (error) {
      if (error instanceof ConcurrentChangeError) throw changedMeanwhile()
      if (!isDuplicateKey(error)) throw error
      await this.collisions.refused(actor.establishment, patientId, error)
      throw heldElsewhere()
    }
  }

  /** Accepts what INSi returned: national traits and matricule become those of the record. */
  acceptance(call: InsiCall): Change {
    const { identity } = call
    if (!identity) throw unprocessable('INSI.NOTHING_TO_ACCEPT', 'Cet appel à INSi n’a pas trouvé d’identité.')
    if (identity.missing.length > 0) {
      throw unprocessable(
        'INSI.INCOMPLETE',
        'INSi n’a pas renvoyé tous les traits stricts.',
        'L’INS ne peut pas être attribuée.',
      )
    }
    if (!isAllowedOid(identity.ins.oid, !this.config.INS_TEST_OIDS)) {
      throw unprocessable('INSI.OID', 'L’INS renvoyée n’est pas de l’environnement de cette installation.')
    }
    return (patient, actor, at) => {
      refuseBlocked(patient)
      if (this.config.INSI_WITH_CORRECTED_BIRTH_DATE === 'refuse') refuseCorrectedDate(patient)
      const traits = { ...withoutList(patient.traits), ...identity.traits }
      const source: IdentitySource = {
        id: newId(),
        mode: 'INSI',
        traits,
        ins: identity.ins,
        author: actor.name,
        at,
        active: true,
      }
      const act = { author: actor.name, at, reason: 'Identité renvoyée par INSi acceptée' }
      return verified(withAdded(withPastIns(patient, call), source, traits, act), call.at)
    }
  }

  /** The INS is withdrawn, for a reason: a qualified identity becomes validated, a recovered one provisional. */
  withdrawal(reason: string): Change {
    return (patient, actor, at) => {
      if (!patient.ins) throw conflict('INSI.NO_INS', 'Ce dossier n’a pas d’INS à retirer.')
      return withoutIns(patient, { author: actor.name, at, reason })
    }
  }

  /** The INS stays, for a reason, whatever raised a doubt on it. */
  doubtLift(reason: string): Change {
    return (patient, actor, at) => {
      if (!patient.insDoubt) throw conflict('INSI.NO_DOUBT', 'L’INS de ce dossier n’est pas mise en doute.')
      return doubtLifted(patient, { author: actor.name, at, reason })
    }
  }

  /** Records that the identity was checked on a document (RNIV EXI SI 10). One of low confidence is kept and changes no status. */
  proof(type: string): Change {
    const proof = identityProof(type)
    if (!proof) throw unprocessable('PROOF.UNKNOWN', 'Ce type de pièce d’identité n’est pas connu.')
    return (patient, actor, at) => {
      const highConfidence = establishesIdentity(proof)
      if (highConfidence) refuseBlocked(patient)
      const source: IdentitySource = {
        id: newId(),
        mode: 'MANUAL',
        traits: patient.traits,
        proof: { type: proof.code, label: proof.label, highConfidence },
        author: actor.name,
        at,
        active: true,
      }
      return withAdded(patient, source, patient.traits, {
        author: actor.name,
        at,
        reason: `Pièce vérifiée : ${proof.label}`,
      })
    }
  }

  private async current(
    establishment: string,
    patientId: string,
    version: number,
    session: ClientSession,
  ): Promise<Patient> {
    const patient = await this.patients.findById(establishment, patientId, session)
    if (!patient) throw notFound('PATIENT.UNKNOWN', 'Ce dossier n’existe pas.')
    // A movement that came meanwhile is no change of the identity that the person was looking at.
    if (changesSince(patient.history, version).length > 0) throw identityConflict(patient, version)
    if (patient.mergedInto !== undefined) throw conflict('IDENTITY.MERGED', 'Ce dossier a été fusionné dans un autre.')
    return patient
  }
}

/** Do the national traits contradict the local ones, beyond the way they are written? */
export function contradicts(call: InsiCall, patient: Patient): boolean {
  return call.identity !== undefined && contradictingTraits(patient.traits, call.identity.traits).length > 0
}

/** Has the person nothing to decide: same INS, same traits as written? */
export function bringsNothing(call: InsiCall, patient: Patient): boolean {
  const { identity } = call
  if (!identity || !patient.ins || insKeyOf(patient.ins) !== insKeyOf(identity.ins)) return false
  return changedStrictTraits(patient.traits, { ...patient.traits, ...identity.traits }).length === 0
}

/** INSi says what the record already has: the INS is verified, nothing else changes. */
export function confirmation(call: InsiCall): Change {
  return (patient) => verified(patient, call.at)
}

function withAdded(
  patient: Patient,
  source: IdentitySource,
  traits: IdentityTraits,
  act: { author: string; at: string; reason: string },
): Patient {
  const sources = withSource(patient.sources, source, act)
  const history = [...patient.history, { at: act.at, author: act.author, what: `${act.reason}.` }]
  return settle({ ...patient, traits, sources, history }, patient, act)
}

/** The local list of given names does not complete an identity that INSi returned without one. */
function withoutList({ birthGivenNames: _list, ...traits }: IdentityTraits): IdentityTraits {
  return traits
}

function refuseBlocked(patient: Patient): void {
  if (!blocksQualification(patient.attributes)) return
  throw conflict('IDENTITY.BLOCKED', 'Une identité douteuse ou fictive reste provisoire.', 'Lever d’abord le doute.')
}

function refuseCorrectedDate({ birth }: Patient): void {
  if (birth?.uncertain !== true && birth?.precision === undefined) return
  throw conflict(
    'INSI.CORRECTED_BIRTH_DATE',
    'La date de naissance de ce dossier est corrigée ou incomplète : l’INS ne peut pas être attribuée.',
    'Établir la date de naissance sur une pièce d’identité, puis rappeler INSi.',
  )
}

function changedMeanwhile(): Error {
  return conflict(
    'IDENTITY.CONFLICT',
    'Cette identité a été modifiée entre-temps.',
    'Relire le dossier puis recommencer.',
  )
}

function heldElsewhere(): Error {
  const what = 'Examiner le doublon avec la cellule d’identitovigilance.'
  return conflict('IDENTITY.INS_DUPLICATE', 'Cette INS est déjà celle d’un autre dossier.', what)
}
