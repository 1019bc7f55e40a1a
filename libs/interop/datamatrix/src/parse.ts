import { insOid, matriculeDefect, type Ins } from '@anamnese/domain-ins'
import { isCivilDate, nameDefect, type IdentityTraits } from '@anamnese/domain-traits'
import { FIELD_IDS, FIELDS, GS, HEADER, isoDateOf, REQUIRED_FIELDS, type FieldId } from './format'
import { readings } from './keyboards'
import { cutWithoutSeparators, type Fields } from './recover'

export interface DatamatrixFinding {
  severity: 'error' | 'warning'
  rule: string
  /** field, `header`, or `message` */
  where: string
  message: string
}

/**
 * What a scanned string says. With no error among the findings, `ins` and `traits` are complete. A scan fills traits and nothing more: it
 * replaces neither the check of a document nor the call to INSi (EXI REC 02).
 */
export interface ScannedIns {
  ins?: Ins
  traits: Partial<IdentityTraits>
  findings: DatamatrixFinding[]
}

type Report = (severity: DatamatrixFinding['severity'], rule: string, where: string, message: string) => void

/** No scanner sends more than this for an INS datamatrix: seven full fields are under 300 characters, separators in words included. */
const MAX_LENGTH = 512

/** AIM prefix and FNC1 that a reader may put first, then the type of code and its version. */
const START = /^(?:\][dD]\d)?\u001d?(?=IS\d{2}[0-9A-Z]{22})/

/**
 * Reads the string of a scanned INS datamatrix, field after field: a name may hold what looks like a field identifier. An AIM prefix or a
 * leading FNC1 of the reader, a separator after a field of fixed length, and what keyboard readers do to the text (layout, caps lock,
 * separators lost) are tolerated, with a finding that says what to set.
 */
export function parseInsDatamatrix(scanned: string): ScannedIns {
  const findings: DatamatrixFinding[] = []
  const report: Report = (severity, rule, where, message) => {
    findings.push({ severity, rule, where, message })
  }
  const reading = scanned.length > MAX_LENGTH ? undefined : readings(scanned).find(({ text }) => START.test(text))
  if (reading === undefined) {
    report('error', 'DATAMATRIX.HEADER', 'header', "Ce code n'est pas un datamatrix INS.")
    return { traits: {}, findings }
  }
  if (reading.advice !== undefined) report('warning', 'DATAMATRIX.KEYBOARD', 'message', reading.advice)
  const text = reading.text.replace(START, '')
  const fields = readFields(text, report)
  for (const id of REQUIRED_FIELDS) {
    if (fields[id] === undefined) report('error', 'DATAMATRIX.MISSING', id, `Le champ ${FIELDS[id].label} manque.`)
  }
  checkFields(fields, report)
  const structural = findings.some(({ severity, rule }) => severity === 'error' && STRUCTURAL.has(rule))
  if (!structural || text.includes(GS)) return { ...interpret(fields), findings }
  return withoutSeparators(text, { ...interpret(fields), findings })
}

/** What a lost separator can make of a text. */
const STRUCTURAL: ReadonlySet<string> = new Set([
  'DATAMATRIX.UNKNOWN_FIELD',
  'DATAMATRIX.MISSING',
  'DATAMATRIX.REPEATED',
  'DATAMATRIX.FORMAT',
])

/** The text has no separator left: it is read if there is one way only to cut it. */
function withoutSeparators(text: string, asItIs: ScannedIns): ScannedIns {
  const [only, other] = cutWithoutSeparators(text.slice(HEADER.length))
  if (only === undefined) return asItIs
  const kept = asItIs.findings.filter(({ severity }) => severity === 'warning')
  const finding = (severity: DatamatrixFinding['severity'], rule: string, message: string): ScannedIns['findings'] => [
    ...kept,
    { severity, rule, where: 'message', message },
  ]
  if (other !== undefined) {
    const message = 'Le lecteur a perdu les séparateurs et le texte se lit de plusieurs façons : régler le lecteur.'
    return { traits: {}, findings: finding('error', 'DATAMATRIX.AMBIGUOUS', message) }
  }
  const message = 'Le lecteur a perdu les séparateurs : vérifier les noms lus, et régler le lecteur (caractère GS).'
  return { ...interpret(only), findings: finding('warning', 'DATAMATRIX.SEPARATOR', message) }
}

function readFields(text: string, report: Report): Fields {
  if (!text.startsWith(HEADER)) {
    report(
      'warning',
      'DATAMATRIX.VERSION',
      'header',
      "L'en-tête du datamatrix INS n'est pas celui de la version connue.",
    )
  }
  const fields: Fields = {}
  let at = HEADER.length
  while (at < text.length) {
    const id = FIELD_IDS.find((candidate) => text.startsWith(candidate, at))
    if (!id) {
      report('error', 'DATAMATRIX.UNKNOWN_FIELD', 'message', 'Le datamatrix contient un champ inconnu.')
      return fields
    }
    const { value, next } = readValue(text, at + id.length, id)
    if (fields[id] !== undefined) report('error', 'DATAMATRIX.REPEATED', id, `Le champ ${FIELDS[id].label} est répété.`)
    fields[id] = value
    at = next
  }
  return fields
}

/** A fixed field ends by its length; a variable one at the separator, at its maximal length, or with the text. */
function readValue(text: string, start: number, id: FieldId): { value: string; next: number } {
  const { maxLength, fixed } = FIELDS[id]
  const separator = text.indexOf(GS, start)
  const longest = Math.min(start + maxLength, text.length)
  const end = !fixed && separator !== -1 && separator < longest ? separator : longest
  return { value: text.slice(start, end), next: text[end] === GS ? end + 1 : end }
}

function checkFields(fields: Fields, report: Report): void {
  for (const id of FIELD_IDS) {
    const value = fields[id]
    if (value === undefined || FIELDS[id].pattern.test(value)) continue
    if (FIELDS[id].fixed && value.length < FIELDS[id].maxLength)
      report(
        'error',
        'DATAMATRIX.TRUNCATED',
        id,
        `Le champ ${FIELDS[id].label} est incomplet : lire le code de nouveau.`,
      )
    else report('error', 'DATAMATRIX.FORMAT', id, `Le champ ${FIELDS[id].label} n'a pas la forme attendue.`)
  }
  const defect = fields.S1 === undefined ? undefined : matriculeDefect(fields.S1)
  if (defect === 'KEY') report('error', 'DATAMATRIX.KEY', 'S1', 'La clé du matricule INS est fausse.')
  if (defect === 'TEMPORARY')
    report('error', 'DATAMATRIX.TEMPORARY', 'S1', "Un numéro d'attente n'est pas un matricule INS.")
  if (fields.S2 !== undefined && !insOid(fields.S2)) {
    report('error', 'DATAMATRIX.OID', 'S2', "L'OID n'est pas celui d'une INS.")
  }
  if (fields.S4 !== undefined && nameDefect(fields.S4, 'family')) {
    report('warning', 'DATAMATRIX.NAME', 'S4', "Le nom de naissance n'est pas écrit selon les règles de l'INS.")
  }
  if (fields.S6 !== undefined && !isCivilDate(isoDateOf(fields.S6))) {
    report('error', 'DATAMATRIX.DATE', 'S6', "La date de naissance n'existe pas.")
  }
}

function interpret(fields: Fields): Omit<ScannedIns, 'findings'> {
  const traits: Partial<IdentityTraits> = {}
  if (fields.S4 !== undefined) traits.birthName = fields.S4
  if (fields.S3 !== undefined) {
    traits.birthGivenNames = fields.S3
    // The code has the list only: its first word is a proposal, which a compound given name makes wrong.
    traits.firstBirthGivenName = fields.S3.split(' ')[0] ?? fields.S3
  }
  if (fields.S5 === 'M' || fields.S5 === 'F') traits.sex = fields.S5
  if (fields.S6 !== undefined) traits.birthDate = isoDateOf(fields.S6)
  if (fields.S7 !== undefined) traits.birthPlaceCode = fields.S7
  const { S1, S2 } = fields
  return S1 !== undefined && S2 !== undefined ? { ins: { matricule: S1, oid: S2 }, traits } : { traits }
}
