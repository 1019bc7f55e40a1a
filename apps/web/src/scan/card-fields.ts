import type { VitaleCard } from '@anamnese/contracts'

/** What is typed, or read, of a carte Vitale. */
export interface CardFields {
  matricule: string
  insuredMatricule: string
  birthName: string
  birthDate: string
  birthRank: string
}

const NIR = /^\d{6}[AB0-9]\d{6}(\d{2})?$/

const compact = (text: string): string => text.replace(/\s/g, '').toUpperCase()

/** Why INSi cannot be asked yet; undefined when it can. The date of a card may be lunar: its day and month are not checked. */
export function cardDefect({ matricule, insuredMatricule, birthDate, birthRank }: CardFields): string | undefined {
  const numbers = [matricule, insuredMatricule].map(compact).filter((one) => one !== '')
  if (numbers.length === 0) return 'Le NIR du bénéficiaire ou de l’assuré est nécessaire.'
  if (numbers.some((one) => !NIR.test(one))) return 'Un NIR a 13 caractères, ou 15 avec sa clé.'
  if (dateOf(birthDate) === undefined) return 'La date de naissance de la carte est nécessaire : jj/mm/aaaa.'
  return /^\d?$/.test(birthRank.trim()) ? undefined : 'Le rang de naissance est un chiffre.'
}

/** The card as the API takes it; what is empty is left out. */
export function cardOf(fields: CardFields): VitaleCard {
  const card = {
    matricule: compact(fields.matricule),
    insuredMatricule: compact(fields.insuredMatricule),
    birthName: fields.birthName.trim().toUpperCase(),
    birthDate: dateOf(fields.birthDate) ?? '',
    birthRank: fields.birthRank.trim(),
  }
  return Object.fromEntries(Object.entries(card).filter(([, value]) => value !== ''))
}

function dateOf(text: string): string | undefined {
  const match = /^(\d{2})[/.-]?(\d{2})[/.-]?(\d{4})$/.exec(text.trim())
  return match === null ? undefined : `${match[3] ?? ''}-${match[2] ?? ''}-${match[1] ?? ''}`
}
