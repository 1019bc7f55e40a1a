import { type DocumentType, feedsDmp } from '@anamnese/interop-clinical-documents'
import { formatCivilDate } from '@anamnese/domain-traits'
import { unprintableCharacters } from '@anamnese/interop-pdfa'
import type { Choices } from '../projections/choices.repository'
import { type Patient, qualifiedIns } from '../projections/patient'
import type { Stay } from '../projections/stay.repository'
import { missingForIns } from '../validation/printed-identity'
import { confidentialityOf, type Letter } from './letter'
import { recipientName } from './recipients'

/** What a letter is judged with: its recipients already completed. */
export interface LetterContext {
  letter: Letter
  patient: Patient | null
  stay: Stay | null
  choices: Choices | null
  /** undefined when the hospital no longer writes documents of this type */
  type: DocumentType | undefined
}

/** What prevents the validation, each as a sentence that says what to do; none: it may be validated. */
export function obstaclesOf({ letter, patient, stay, type }: LetterContext): string[] {
  const obstacles: string[] = []
  if (!patient) obstacles.push('L’identité du patient n’est pas encore connue : patientez un instant.')
  if (!stay) obstacles.push('Le séjour n’est pas encore connu : patientez un instant.')
  if (patient?.attributes.includes('FICTIVE')) {
    obstacles.push('L’identité est fictive : la lettre ne peut pas être validée.')
  }
  if (stay?.state === 'cancelled') obstacles.push('Ce séjour a été annulé : la lettre ne peut pas être validée.')
  if (!type) obstacles.push('Ce type de document n’est plus rédigé ici : abandonnez ce brouillon.')
  for (const { key, title, required } of letter.page ? [] : (type?.sections ?? [])) {
    const text = letter.sections[key] ?? ''
    if (required && text.trim() === '' && !isSaidByData(key, letter))
      obstacles.push(`La section « ${title} » est à remplir.`)
    const unprintable = unprintableCharacters(text)
    if (unprintable.length > 0) {
      const shown = unprintable.slice(0, 5).join(' ')
      obstacles.push(`La section « ${title} » contient des caractères qui ne peuvent pas être imprimés : ${shown}`)
    }
  }
  return obstacles
}

/** What the validation will do, for the person to know before (DMP, MSSanté). */
export function consequencesOf({ letter, patient, choices, type }: LetterContext): string[] {
  const sentences = [dmpOfType(letter, type) ?? dmpSentence(letter, patient, choices)]
  if (type?.mssante === false) sentences.push('Ce type de document n’est pas envoyé par MSSanté.')
  for (const recipient of type?.mssante === false ? [] : letter.recipients) {
    const name = recipientName(recipient)
    sentences.push(
      recipient.mailbox === undefined
        ? `${name} n’a pas d’adresse MSSanté connue : la lettre ne lui sera pas envoyée.`
        : `Envoi par MSSanté à ${name} (${recipient.mailbox}).`,
    )
  }
  if (letter.recipients.length === 0 && type?.mssante !== false)
    sentences.push('Aucun destinataire : la lettre ne sera pas envoyée par MSSanté.')
  if (patient && patient._id !== letter.patientId) {
    const { birthName, firstBirthGivenName, birthDate } = patient.traits
    const who = `${birthName} ${firstBirthGivenName}, né(e) le ${formatCivilDate(birthDate)}`
    sentences.push(
      `Le dossier a été fusionné depuis le début de la rédaction : la lettre sera celle de ${who}. Vérifier l’identité.`,
    )
  }
  if (letter.replaces !== undefined) sentences.push('La version précédente sera remplacée.')
  return sentences
}

const NOT_FOR_DMP = 'Pas d’envoi au DMP : ce type de document ne lui est pas destiné.'

/** What keeps every document of the type, or of that confidentiality, from the DMP. */
function dmpOfType(letter: Letter, type: DocumentType | undefined): string | undefined {
  if (!type || feedsDmp(type, confidentialityOf(letter, type))) return undefined
  return feedsDmp(type) ? 'Pas d’envoi au DMP : il ne prend que les documents de confidentialité normale.' : NOT_FOR_DMP
}

/** A section whose content was entered as data needs no text of its own. */
export function isSaidByData(key: string, { data = {} }: Pick<Letter, 'data'>): boolean {
  const { noTreatment, treatments = [], plans = [] } = data
  if (key === 'treatments') return noTreatment === true || treatments.length > 0
  return key === 'followUp' && plans.length > 0
}

function dmpSentence(letter: Letter, patient: Patient | null, choices: Choices | null): string {
  if (letter.blockDmp) return 'Pas d’envoi au DMP : vous l’avez bloqué pour ce document.'
  if (choices?.feeding === 'opposed') return 'Pas d’envoi au DMP : le patient s’y est opposé.'
  if (!patient || !qualifiedIns(patient)) return 'Pas d’envoi au DMP : l’identité n’est pas qualifiée (INS).'
  const missing = missingForIns(patient)
  if (missing.length > 0) return `Pas d’envoi au DMP : il manque à l’identité qualifiée ${missing.join(', ')}.`
  const limits = [
    letter.maskedToProfessionals && 'masqué aux professionnels',
    letter.invisibleToPatient && 'invisible au patient',
    letter.invisibleToRepresentatives && 'invisible aux représentants légaux',
  ].filter((limit) => limit !== false)
  return limits.length === 0 ? 'Envoi au DMP.' : `Envoi au DMP, ${limits.join(', ')}.`
}
