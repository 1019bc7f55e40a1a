import type { MergeWarning } from '@anamnese/contracts'
import { compareIdentities, DUPLICATE_SCORE } from '@anamnese/domain-identity-matching'
import { formatCivilDate } from '@anamnese/domain-traits'
import type { DuplicatePair } from '../duplicates/duplicate-pair'
import { factsOf } from '../duplicates/patient-facts'
import type { Patient } from '../patients/patient'
import { carriedSources } from './merge-patients'
import { type KnownStay, overlapping } from './known-stays'

type Severity = MergeWarning['severity']

/** What a person has to know before two records become one; `blocking` refuses it, `strong` has to be acknowledged. */
export function mergeWarnings(
  survivor: Patient,
  absorbed: Patient,
  stays: { survivor: readonly KnownStay[]; absorbed: readonly KnownStay[] },
  pair: DuplicatePair | null,
): MergeWarning[] {
  const warnings: MergeWarning[] = []
  const say = (when: boolean, severity: Severity, code: string, message: string): void => {
    if (when) warnings.push({ code, severity, message })
  }
  const [a, b] = [survivor.traits, absorbed.traits]
  const both = (status: Patient['status']): boolean => survivor.status === status && absorbed.status === status
  const otherIns = survivor.insKey !== undefined && absorbed.insKey !== undefined && survivor.insKey !== absorbed.insKey
  say(
    both('QUALIFIEE') && otherIns,
    'blocking',
    'TWO_INS',
    'Les deux identités sont qualifiées avec des INS différentes : ce sont deux personnes pour INSi.',
  )
  say(!both('QUALIFIEE') && otherIns, 'strong', 'OTHER_INS', 'Les deux dossiers portent des INS différentes.')
  say(
    a.birthDate !== b.birthDate,
    'strong',
    'BIRTH_DATE',
    `Dates de naissance différentes : ${formatCivilDate(a.birthDate)} et ${formatCivilDate(b.birthDate)}.`,
  )
  say(a.sex !== b.sex && a.sex !== 'U' && b.sex !== 'U', 'strong', 'SEX', 'Sexes différents.')
  const { score } = compareIdentities(factsOf(survivor), factsOf(absorbed))
  say(
    score < DUPLICATE_SCORE,
    'strong',
    'UNLIKE',
    `Ces deux identités se ressemblent peu (score ${String(score)} sur 100).`,
  )
  for (const [patient, which] of [
    [survivor, 'conservé'],
    [absorbed, 'absorbé'],
  ] as const) {
    say(
      patient.attributes.includes('FICTIVE'),
      'strong',
      `FICTIVE_${codeOf(which)}`,
      `L’identité du dossier ${which} est fictive.`,
    )
    say(
      patient.attributes.includes('DOUTEUSE'),
      'strong',
      `DOUBTFUL_${codeOf(which)}`,
      `L’identité du dossier ${which} est douteuse.`,
    )
  }
  say(
    survivor.attributes.includes('HOMONYME') || absorbed.attributes.includes('HOMONYME'),
    'strong',
    'HOMONYM',
    'Un des dossiers est marqué homonyme : vérifier qu’il s’agit bien de la même personne.',
  )
  say(
    pair?.state === 'different',
    'strong',
    'DECIDED_DIFFERENT',
    `Ces dossiers ont été déclarés différents par ${pair?.decision?.by ?? ''} : ${pair?.decision?.reason ?? ''}`,
  )
  for (const [one, other] of overlapping(stays.survivor, stays.absorbed).slice(0, 3)) {
    say(true, 'strong', 'STAYS_OVERLAP', `Séjours qui se chevauchent : ${one.number} et ${other.number}.`)
  }
  const better = survivor.status === 'PROVISOIRE' && absorbed.status !== 'PROVISOIRE'
  say(
    better && carriedSources(survivor, absorbed).length === 0,
    'strong',
    'BETTER_ABSORBED',
    'Le dossier absorbé a une identité mieux établie, qui ne peut pas compléter l’autre : envisager le sens inverse.',
  )
  return warnings.filter(
    (one, index) => warnings.findIndex(({ code }) => code === one.code) === index || one.code === 'STAYS_OVERLAP',
  )
}

const codeOf = (which: 'conservé' | 'absorbé'): string => (which === 'conservé' ? 'SURVIVOR' : 'ABSORBED')
