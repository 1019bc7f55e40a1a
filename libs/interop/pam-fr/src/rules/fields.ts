import type { Hl7Field, Hl7Finding, Hl7Message, Hl7Segment } from '@anamnese/interop-hl7v2'
import { finding } from '../finding'
import { FIELD_RULES, type FieldRule } from '../profile/fields'
import { isInTable } from '../profile/tables'
import { typeDefects } from './data-types'

/** Fields that are required, forbidden, of a type, a table or a length, whatever the event (PAM-FR 2.11 §6). */
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
  return segment
    .field(rule.field)
    .repetitions()
    .flatMap((repetition, index) => {
      const where = index > 0 ? `${place}(${index + 1})` : place
      return repetition.isEmpty ? [] : checkValue(repetition, rule, where, name)
    })
}

function checkValue(repetition: Hl7Field, rule: FieldRule, where: string, name: string): Hl7Finding[] {
  const severity = rule.severity ?? 'E'
  const findings: Hl7Finding[] = []
  const value = repetition.get()
  // A constraint on the parts of a value is not worth refusing the message: the value is read for what it has.
  const simple = rule.type === 'TS' || rule.type === 'DT' || rule.type === 'NM' || rule.type === 'SI'
  for (const defect of rule.type ? typeDefects(rule.type, repetition, name) : []) {
    const deep = [defect.component, defect.subcomponent].filter((part) => part !== undefined).map((part) => `.${part}`)
    findings.push(
      finding(simple ? severity : 'W', `${where}${deep.join('')}`, defect.code, defect.message, rule.clause),
    )
  }
  if (value === undefined) return findings
  if (rule.table && !isInTable(value, rule.table)) {
    const shown = value.length > 60 ? `${value.slice(0, 60)}…` : value
    findings.push(finding(severity, where, '103', `Code inconnu en ${name} : « ${shown} ».`, rule.clause))
  }
  if (rule.length !== undefined && value.length > rule.length) {
    const text = `${name} compte ${value.length} caractères : ${rule.length} au plus.`
    findings.push(finding('W', where, '102', text, rule.clause))
  }
  return findings
}
