import { civilFrench } from './dates'
import { headerValue } from './header-value'

/** How a subject announces an IHE_XDM archive (Réf. socle MSSanté #2, ECO.2.1.x). */
export const XDM_SUBJECT_PREFIX = 'XDM/1.0/DDM+'
const REPLACES_PREFIX = '[Annule et remplace] '

export interface SubjectParts {
  /** label of the document, e.g. its title */
  label: string
  family: string
  given: string
  /** `YYYY-MM-DD` */
  birthDate?: string
  /** the documents replace those of an earlier message */
  replaces?: boolean
}

/** `XDM/1.0/DDM+<libellé> <NOM> <prénom> <date de naissance>`; the birth date alone may be missing. */
export function xdmSubject({ label, family, given, birthDate, replaces }: SubjectParts): string {
  const words = [label.trim(), family.toUpperCase(), given]
  if (birthDate !== undefined) words.push(civilFrench(birthDate))
  return headerValue('Subject', `${replaces ? REPLACES_PREFIX : ''}${XDM_SUBJECT_PREFIX}${words.join(' ')}`)
}

/** The subject without its technical prefixes, for people (UX.28). `isXdm` says that an archive is announced. */
export function readSubject(subject: string): { isXdm: boolean; replaces: boolean; text: string } {
  const replaces = subject.startsWith(REPLACES_PREFIX.trim())
  const rest = replaces ? subject.slice(REPLACES_PREFIX.trim().length).trimStart() : subject
  const isXdm = rest.startsWith(XDM_SUBJECT_PREFIX)
  return { isXdm, replaces, text: isXdm ? rest.slice(XDM_SUBJECT_PREFIX.length) : rest }
}
