import { Injectable } from '@nestjs/common'
import { newId } from '../new-id'
import type { Actor, InsiSearchResponse } from '@anamnese/contracts'
import { blocksQualification, insOid } from '@anamnese/domain-ins'
import { changedStrictTraits, formatCivilDate, type IdentityTraits, TRAIT_LABELS } from '@anamnese/domain-traits'
import { InsiError, type InsiResult, searchIdentity } from '@anamnese/interop-insi'
import { conflict } from '@anamnese/platform-http'
import { AuditTrail } from '@anamnese/platform-messaging'
import { Mongo } from '@anamnese/platform-mongo'
import type { Patient } from '../patients/patient'
import type { InsiCall } from './insi-call'
import { InsiCallRepository } from './insi-call.repository'
import { InsiPort } from './insi-port'

/** Calls INSi for a patient, and keeps what it said. The identity does not change here: a person accepts, or not. */
@Injectable()
export class InsiService {
  constructor(
    private readonly mongo: Mongo,
    private readonly insi: InsiPort,
    private readonly calls: InsiCallRepository,
    private readonly trail: AuditTrail,
  ) {}

  async search(patient: Patient, actor: Actor): Promise<InsiCall> {
    if (blocksQualification(patient.attributes)) {
      const why = 'Lever d’abord le doute sur l’identité.'
      throw conflict('IDENTITY.INSI_BLOCKED', 'Une identité douteuse ou fictive n’est pas soumise à INSi.', why)
    }
    const call = await this.ask(patient, actor)
    await this.mongo.transaction(async (session) => {
      await this.calls.insert(call, session)
      await this.trail.record(
        actor,
        {
          action: 'insi.search',
          patientId: patient._id,
          partner: 'INSi',
          ins: call.outcome === 'found',
          outcome: call.outcome === 'unavailable' ? 'failure' : 'success',
          detail: `Code ${call.code}`,
        },
        session,
      )
    })
    return call
  }

  async find(establishment: string, patientId: string, callId: string): Promise<InsiCall | null> {
    return this.calls.findOne(establishment, { _id: callId, patientId })
  }

  private async ask(patient: Patient, actor: Actor): Promise<InsiCall> {
    const common = {
      _id: newId(),
      establishment: patient.establishment,
      version: 1,
      patientId: patient._id,
      at: new Date().toISOString(),
      operator: actor.name,
    }
    try {
      const { result, attempts } = await searchIdentity(this.insi, patient.traits)
      return {
        ...common,
        ...said(result),
        attempts: attempts.map((one) => ({ query: one.query, code: one.result.code })),
        ...(result.outcome === 'found' ? { identity: result.identity } : {}),
      }
    } catch (error) {
      if (!(error instanceof InsiError)) throw error
      const code = error.siram?.code ?? error.code
      const next =
        error.code === 'INSI.TRAITS_INSUFFICIENT'
          ? 'Compléter l’identité, puis rappeler INSi.'
          : 'La prise en charge continue ; rappeler INSi plus tard.'
      return { ...common, outcome: 'unavailable', code, message: `${error.message} ${next}`, attempts: [] }
    }
  }
}

function said(result: InsiResult): Pick<InsiCall, 'outcome' | 'code' | 'message'> {
  switch (result.outcome) {
    case 'found':
      return { outcome: 'found', code: result.code, message: 'Identité trouvée par INSi.' }
    case 'none':
      return {
        outcome: 'not-found',
        code: result.code,
        message: 'Aucune identité trouvée par INSi. Vérifier les traits sur une pièce d’identité, puis rappeler.',
      }
    case 'multiple':
      return {
        outcome: 'several',
        code: result.code,
        message: 'Plusieurs identités trouvées par INSi. Ajouter des prénoms ou le lieu de naissance, puis rappeler.',
      }
  }
}

/** What the person sees: the national identity beside the local one, and what differs. */
export function insiResponse(call: InsiCall, patient: Patient): InsiSearchResponse {
  const { identity } = call
  const national = identity && { ...patient.traits, ...identity.traits }
  const shown = (traits: IdentityTraits, trait: keyof IdentityTraits): string =>
    trait === 'birthDate' ? formatCivilDate(traits.birthDate) : (traits[trait] ?? '')
  const missing = (identity?.missing ?? []).map(
    (trait) => `INSi ne renvoie pas : ${TRAIT_LABELS[trait].toLowerCase()}.`,
  )
  return {
    outcome: call.outcome,
    code: call.code,
    message: call.message,
    callId: call._id,
    ...(identity && national
      ? {
          found: {
            ins: { ...identity.ins, nature: insOid(identity.ins.oid)?.nature ?? 'NIR' },
            traits: national,
            warnings: [...identity.warnings, ...missing],
          },
        }
      : {}),
    differences: national
      ? changedStrictTraits(patient.traits, national).map((field) => ({
          field,
          label: TRAIT_LABELS[field],
          local: shown(patient.traits, field),
          national: shown(national, field),
        }))
      : [],
  }
}
