import type { Hl7Finding, Hl7Message } from '@anamnese/interop-hl7v2'
import { isTimestamp } from '@anamnese/interop-hl7v2'
import { finding } from '../finding'
import type { PamOptions } from '../options'
import { PAM_EVENTS } from '../profile/events'
import { isInTable } from '../profile/tables'

/** MSH: is this message for us, and said as the profile says it (PAM-FR 2.11 §6.3, §6.5)? */
export function checkHeader(message: Hl7Message, options: PamOptions): Hl7Finding[] {
  const { msh } = message
  const findings = [...checkType(message, options), ...checkVersion(message)]
  const sent = msh.get(7)
  if (sent === undefined) findings.push(finding('E', 'MSH-7', '101', 'Date du message absente (MSH-7).', '§6.3'))
  else if (!isTimestamp(sent))
    findings.push(finding('E', 'MSH-7', '102', `Date du message invalide : ${sent}.`, '§6.3'))
  const id = msh.get(10)
  if (id === undefined) findings.push(finding('E', 'MSH-10', '101', 'Identifiant du message absent (MSH-10).', '§6.3'))
  else if (id.length > 199)
    findings.push(finding('E', 'MSH-10', '102', 'Identifiant du message trop long (MSH-10).', '§6.3'))
  findings.push(...checkProcessing(message, options))
  for (const field of [15, 16]) {
    const condition = msh.get(field)
    if (condition !== undefined && !isInTable(condition, '0155')) {
      const text = `Condition d’acquittement inconnue en MSH-${field} : « ${condition} », AL est appliqué.`
      findings.push(finding('W', `MSH-${field}`, '103', text, '§6.3'))
    }
  }
  return findings
}

function checkType(message: Hl7Message, options: PamOptions): Hl7Finding[] {
  const { code, event, structure } = message.type
  if (code !== 'ADT') return [finding('E', 'MSH-9', '200', `Type de message « ${code} » non pris en charge.`, '§5.3.2')]
  const known = PAM_EVENTS.get(event)
  if (!known) {
    const severity = options.unknownEvents === 'reject' ? 'E' : 'I'
    const hint = event === 'A08' ? ' : A08 est exclu du profil, utiliser A31 ou Z99' : ' par le profil'
    return [finding(severity, 'MSH-9.2', '201', `Événement « ${event} » non pris en charge${hint}.`, '§5.3.2')]
  }
  if (structure === '') return [finding('W', 'MSH-9.3', '101', 'Structure du message absente (MSH-9.3).', '§6.3')]
  if (known.structures.includes(structure)) return []
  const text = `La structure de ${event} est ${known.structures.join(' ou ')}, et non « ${structure} ».`
  return [finding('E', 'MSH-9.3', '200', text, '§5.2')]
}

function checkVersion({ msh }: Hl7Message): Hl7Finding[] {
  const [version, country, profile] = [msh.get(12, 1), msh.get(12, 2), msh.get(12, 3)]
  if (version !== '2.5') {
    return [
      finding('E', 'MSH-12', '203', `Version HL7 « ${version ?? ''} » non prise en charge : 2.5 attendue.`, '§6.5'),
    ]
  }
  if (country === 'FRA' && profile === '2.11') return []
  const said = [country ?? '', profile ?? ''].join('^')
  return [finding('W', 'MSH-12', '203', `MSH-12 devrait être 2.5^FRA^2.11, et annonce « ${said} ».`, '§6.5')]
}

function checkProcessing({ msh }: Hl7Message, options: PamOptions): Hl7Finding[] {
  const id = msh.get(11)
  if (id === undefined) return [finding('E', 'MSH-11', '101', 'Mode de traitement absent (MSH-11).', '§6.3')]
  const allowed: readonly string[] = options.processingIds
  if (isInTable(id, '0103') && allowed.includes(id)) return []
  return [finding('E', 'MSH-11', '202', `Mode de traitement « ${id} » refusé ici (MSH-11).`, '§6.3')]
}
