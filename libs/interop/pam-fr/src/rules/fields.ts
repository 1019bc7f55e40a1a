import { type Hl7Finding, type Hl7Message, type Hl7Segment, isTimestamp } from '@anamnese/interop-hl7v2'
import { finding } from '../finding'
import { FIELD_RULES, type FieldRule } from '../profile/fields'
import { isInTable } from '../profile/tables'

/** Fields that are required, forbidden, dates, or of a table, whatever the event (PAM-FR 2.11 §6). */
export function checkFields(message: Hl7Message): Hl7Finding[] {
  return message.segments.flatMap((segment) =>
    (FIELD_RULES[segment.name] ?? []).flatMap((rule) => checkField(segment, rule)),
  )
}

function checkField(segment: Hl7Segment, rule: FieldRule): Hl7Finding[] {
  const severity = rule.severity ?? 'E'
  const place = `${segment.name}${segment.index > 1 ? `(${segment.index})` : ''}-${rule.field}`
  const name = `${segment.name}-${rule.field}`
  if (!segment.has(rule.field)) {
    return rule.use === 'R' ? [finding(severity, place, '101', `Champ obligatoire absent : ${name}.`, rule.clause)] : []
  }
  if (rule.use === 'X') {
    return [finding('E', place, '102', `Champ interdit par le profil et pourtant renseigné : ${name}.`, rule.clause)]
  }
  return segment.repetitions(rule.field).flatMap((repetition, index) => {
    const value = repetition.get()
    if (value === undefined) return []
    const where = index > 0 ? `${place}(${index + 1})` : place
    if (rule.type === 'TS' && !isTimestamp(value)) {
      return [finding(severity, where, '102', `Date invalide en ${name} : « ${value} ».`, rule.clause)]
    }
    if (rule.table && !isInTable(value, rule.table)) {
      return [finding(severity, where, '103', `Code inconnu en ${name} : « ${value} ».`, rule.clause)]
    }
    return []
  })
}
