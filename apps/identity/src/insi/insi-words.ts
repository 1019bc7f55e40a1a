import type { InsiVerifyResponse } from '@anamnese/contracts'
import { TRAIT_LABELS } from '@anamnese/domain-traits'
import type { InsiError, InsiResult, InsiVerification, UnitVerification } from '@anamnese/interop-insi'
import type { InsiCall } from './insi-call'

type Said = Pick<InsiCall, 'outcome' | 'code' | 'message'>

/** What a search returned, with what to do next. */
export function saidOfSearch(result: InsiResult): Said {
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

const EXAMINE = 'Examiner l’identité sur une pièce, puis retirer l’INS ou la garder.'

/** What a search and a comparison say of the INS held. */
export function saidOfComparison(verification: InsiVerification): Said {
  if (verification.outcome === 'confirmed')
    return { outcome: 'confirmed', code: '00', message: 'INSi confirme l’INS et les traits du dossier.' }
  const { code } = verification.result
  switch (verification.outcome) {
    case 'none':
      return { outcome: 'not-found', code, message: `INSi ne trouve plus cette identité. ${EXAMINE}` }
    case 'multiple':
      return {
        outcome: 'several',
        code,
        message: 'INSi trouve plusieurs identités : la vérification ne conclut pas. Préciser le lieu de naissance.',
      }
    case 'different': {
      const traits = verification.traits.map((trait) => TRAIT_LABELS[trait].toLowerCase()).join(', ')
      const what = verification.otherIns
        ? 'INSi attribue un autre matricule à cette personne.'
        : `INSi a d’autres traits : ${traits}.`
      return { outcome: 'different', code, message: `${what} ${EXAMINE}` }
    }
  }
}

/** What the unit verification says of the INS held. */
export function saidOfUnit({ outcome, code }: UnitVerification): Said {
  return outcome === 'confirmed'
    ? { outcome, code, message: 'INSi confirme l’INS et les traits du dossier.' }
    : { outcome, code, message: `INSi ne confirme pas cette INS avec ces traits. ${EXAMINE}` }
}

export function saidOfFailure(error: InsiError): Said & { retryable: boolean } {
  const code = error.siram?.code ?? error.code
  return { outcome: 'unavailable', code, message: `${error.message} ${error.next}`, retryable: error.retryable }
}

/** Outcomes that contradict the INS held: a person has to decide. */
export const CONTRARY: ReadonlySet<InsiVerifyResponse['outcome']> = new Set(['different', 'refuted', 'not-found'])
