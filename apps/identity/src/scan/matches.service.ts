import { Injectable } from '@nestjs/common'
import type { Actor, IdentityMatch } from '@anamnese/contracts'
import type { Ins } from '@anamnese/domain-ins'
import { contradictingTraits, type IdentityTraits, searchKey, TRAIT_LABELS } from '@anamnese/domain-traits'
import { AuditTrail } from '@anamnese/platform-messaging'
import { shownTrait } from '../insi/insi-response'
import { insKeyOf, type Patient } from '../patients/patient'
import { patientSummary } from '../patients/patient-view'
import { PatientRepository } from '../patients/patient.repository'

/** An identity read outside: on a code, on a card, at INSi. */
export interface ReadIdentity {
  ins?: Ins
  traits: Partial<IdentityTraits>
}

const MAX_MATCHES = 10
const ORDER: readonly IdentityMatch['by'][] = ['ins', 'traits', 'likely']
const SENTENCES: Readonly<Record<IdentityMatch['by'], string>> = {
  ins: 'Ce dossier a cette INS.',
  traits: 'Ce dossier a les mêmes traits, sans cette INS.',
  likely: 'Ce dossier a le même nom, la même date de naissance et le même sexe.',
}

/** The live records that an identity read outside may be of. Each INS shown is an access to it, traced for its patient (INS/va1.39). */
@Injectable()
export class MatchesService {
  constructor(
    private readonly patients: PatientRepository,
    private readonly trail: AuditTrail,
  ) {}

  async find(read: ReadIdentity, actor: Actor, action: string): Promise<IdentityMatch[]> {
    const candidates = await this.candidates(read, actor.establishment)
    const matches = candidates
      .map((patient) => matchOf(patient, read))
      .sort((one, other) => ORDER.indexOf(one.by) - ORDER.indexOf(other.by))
    await this.trail.recordAll(
      actor,
      matches.map(({ patient }) => ({ action, patientId: patient.id, ins: patient.ins !== undefined })),
    )
    return matches
  }

  private async candidates({ ins, traits }: ReadIdentity, establishment: string): Promise<Patient[]> {
    const live = { mergedInto: { $exists: false } }
    const byIns = ins === undefined ? [] : [{ insKey: insKeyOf(ins), ...live }]
    const { birthName, birthDate, sex } = traits
    const byTraits =
      birthName === undefined || birthDate === undefined || sex === undefined
        ? []
        : [{ 'keys.names': searchKey(birthName), 'traits.birthDate': birthDate, 'traits.sex': sex, ...live }]
    const conditions = [...byIns, ...byTraits]
    return conditions.length === 0 ? [] : this.patients.find(establishment, { $or: conditions }, { limit: MAX_MATCHES })
  }
}

function matchOf(patient: Patient, { ins, traits }: ReadIdentity): IdentityMatch {
  const different = contradictingTraits(patient.traits, traits)
  const sameIns = ins !== undefined && patient.ins !== undefined && insKeyOf(patient.ins) === insKeyOf(ins)
  const by = sameIns ? 'ins' : different.length === 0 ? 'traits' : 'likely'
  return {
    patient: patientSummary(patient),
    by,
    sentence: by === 'ins' && different.length > 0 ? 'Ce dossier a cette INS, avec d’autres traits.' : SENTENCES[by],
    differences: different.map((field) => ({
      field,
      label: TRAIT_LABELS[field],
      local: shownTrait(patient.traits, field),
      read: shownTrait(traits, field),
    })),
  }
}
