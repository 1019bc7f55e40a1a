import type { IdentityWorklist } from '@anamnese/contracts'
import { ATTRIBUTE_LABELS } from '@anamnese/domain-ins'
import type { Patient } from '../patients/patient'

export const WORKLISTS: readonly IdentityWorklist[] = ['to-qualify', 'to-verify', 'doubtful', 'ins-to-withdraw']

const LIVE = { mergedInto: { $exists: false } }
const BLOCKING = ['DOUTEUSE', 'FICTIVE']

/** The records of each list. `oldest` is the instant before which a verification of an INS is too old. */
export function worklistFilter(name: IdentityWorklist, oldest: string): Record<string, unknown> {
  switch (name) {
    case 'to-qualify':
      return { ...LIVE, status: { $in: ['PROVISOIRE', 'RECUPEREE', 'VALIDEE'] }, attributes: { $nin: BLOCKING } }
    case 'to-verify':
      return {
        ...LIVE,
        insKey: { $exists: true },
        'insDoubt.at': { $exists: false },
        // Never verified, or verified before: in the order of the index.
        insVerifiedAt: { $not: { $gte: oldest } },
      }
    case 'doubtful':
      return { ...LIVE, attributes: { $in: BLOCKING } }
    case 'ins-to-withdraw':
      return { ...LIVE, 'insDoubt.at': { $exists: true } }
  }
}

/** Who is in the hospital comes first; then what waits, or changed, last. */
export const WORKLIST_SORTS: Readonly<Record<IdentityWorklist, Record<string, 1 | -1>>> = {
  'to-qualify': { lastMovementAt: -1, changedAt: -1, _id: -1 },
  'to-verify': { insVerifiedAt: 1, _id: 1 },
  doubtful: { changedAt: -1, _id: -1 },
  'ins-to-withdraw': { 'insDoubt.at': -1, _id: 1 },
}

/** Why a record is in a list, and what is to be done: one French sentence. */
export function whyListed(name: IdentityWorklist, patient: Patient): string {
  switch (name) {
    case 'to-qualify':
      return TO_QUALIFY[patient.status]
    case 'to-verify':
      return patient.insVerifiedAt === undefined
        ? 'INS reçue d’un autre logiciel, jamais vérifiée ici : la vérifier auprès d’INSi.'
        : `Vérifiée le ${day(patient.insVerifiedAt)} : la vérifier à nouveau.`
    case 'doubtful':
      return patient.attributes
        .filter((attribute) => attribute !== 'HOMONYME')
        .map(
          (attribute) => `${ATTRIBUTE_LABELS[attribute]} : ${attribute === 'DOUTEUSE' ? 'lever le doute' : 'à clore'}.`,
        )
        .join(' ')
    case 'ins-to-withdraw':
      return `${patient.insDoubt?.reason ?? ''} Retirer l’INS ou la garder.`.trim()
  }
}

const TO_QUALIFY: Readonly<Record<Patient['status'], string>> = {
  PROVISOIRE: 'Contrôler une pièce d’identité et interroger INSi.',
  RECUPEREE: 'Rendue par INSi : contrôler une pièce d’identité.',
  VALIDEE: 'Pièce d’identité contrôlée : interroger INSi.',
  QUALIFIEE: '',
}

const day = (instant: string): string => instant.slice(0, 10).split('-').reverse().join('/')
