import { ATTRIBUTE_LABELS, type IdentityAttribute, type IdentityStatus, STATUS_LABELS } from '@anamnese/domain-ins'
import type { IdentityTraits, Sex } from '@anamnese/domain-traits'

export type Tone = 'ok' | 'wait' | 'warn' | 'fail' | 'info' | 'off'

/** The four statuses of an identity (RNIV EXI SI 07): a word, what it means, and how it is signalled. */
export const IDENTITY_STATUSES: Readonly<Record<IdentityStatus, { word: string; meaning: string; tone: Tone }>> = {
  PROVISOIRE: {
    word: STATUS_LABELS.PROVISOIRE,
    meaning: 'ni vérifiée par INSi, ni contrôlée sur une pièce d’identité',
    tone: 'warn',
  },
  RECUPEREE: {
    word: STATUS_LABELS.RECUPEREE,
    meaning: 'rendue par INSi, pièce d’identité à contrôler',
    tone: 'info',
  },
  VALIDEE: {
    word: STATUS_LABELS.VALIDEE,
    meaning: 'pièce d’identité contrôlée, INSi à interroger',
    tone: 'info',
  },
  QUALIFIEE: {
    word: STATUS_LABELS.QUALIFIEE,
    meaning: 'rendue par INSi et contrôlée sur une pièce d’identité',
    tone: 'ok',
  },
}

/** The attributes of an identity (RNIV EXI SI 09). */
export const IDENTITY_ATTRIBUTES: Readonly<Record<IdentityAttribute, { word: string; warning: string }>> = {
  HOMONYME: {
    word: ATTRIBUTE_LABELS.HOMONYME,
    warning: 'Un autre patient porte les mêmes traits : vérifiez la date et le lieu de naissance avant tout soin.',
  },
  DOUTEUSE: {
    word: ATTRIBUTE_LABELS.DOUTEUSE,
    warning: 'L’identité de ce patient est mise en doute : contrôlez-la avant tout soin. L’INS n’est pas utilisée.',
  },
  FICTIVE: {
    word: ATTRIBUTE_LABELS.FICTIVE,
    warning: 'Ce dossier porte une identité fictive : l’INS n’est pas utilisée et rien n’est envoyé avec elle.',
  },
}

const SEXES: Readonly<Record<Sex, string>> = { M: 'Masculin', F: 'Féminin', U: 'Indéterminé' }

export function formatSex(sex: Sex): string {
  return SEXES[sex]
}

/** Birth name and first given name, the pair that names a patient everywhere. */
export function patientName(traits: Pick<IdentityTraits, 'birthName' | 'firstBirthGivenName'>): string {
  return `${traits.birthName} ${traits.firstBirthGivenName}`.trim()
}

/** The used name and given name when they differ from those of birth; undefined when there is nothing to add. */
export function usedIdentity(traits: IdentityTraits): { name?: string; givenName?: string } | undefined {
  const name = differs(traits.usedName, traits.birthName)
  const givenName = differs(traits.usedGivenName, traits.firstBirthGivenName)
  if (name === undefined && givenName === undefined) return undefined
  return { ...(name === undefined ? {} : { name }), ...(givenName === undefined ? {} : { givenName }) }
}

function differs(used: string | undefined, birth: string): string | undefined {
  return used !== undefined && used !== '' && used !== birth ? used : undefined
}
