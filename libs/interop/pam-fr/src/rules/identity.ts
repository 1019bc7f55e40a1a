import { civilDateOf, type Hl7Finding, type Hl7Message, type Hl7Segment } from '@anamnese/interop-hl7v2'
import { birthPlaceKind } from '@anamnese/domain-traits'
import { finding } from '../finding'
import { isInTable } from '../profile/tables'

/** PID: identifiers, names, reliability of the identity (PAM-FR 2.11 §6.6). */
export function checkIdentity(message: Hl7Message): Hl7Finding[] {
  return message.all('PID').flatMap((pid) => {
    const at = pid.index > 1 ? `PID(${pid.index})` : 'PID'
    return [...checkIdentifiers(pid, at), ...checkNames(pid, at), ...checkReliability(pid, at), ...checkBirth(pid, at)]
  })
}

function checkIdentifiers(pid: Hl7Segment, at: string): Hl7Finding[] {
  const identifiers = pid.repetitions(3)
  const findings = identifiers.flatMap((id, index) => {
    const place = `${at}-3${index > 0 ? `(${index + 1})` : ''}`
    const absent = (component: number, text: string) => finding('E', `${place}.${component}`, '101', text, '§6.6.1')
    return [
      ...(id.rawAt(1) === '' ? [absent(1, 'Identifiant de patient sans valeur (CX-1).')] : []),
      ...(id.rawAt(4) === '' ? [absent(4, 'Identifiant de patient sans autorité d’affectation (CX-4).')] : []),
    ]
  })
  if (identifiers.length > 0 && !identifiers.some((id) => id.get(5) === 'PI' && id.get() !== undefined)) {
    findings.push(finding('E', `${at}-3`, '101', 'Aucun IPP (CX-5 = PI) parmi les identifiants du patient.', '§6.6.1'))
  }
  return findings
}

function checkNames(pid: Hl7Segment, at: string): Hl7Finding[] {
  const names = pid.repetitions(5)
  if (names.length === 0) return []
  const findings = names.flatMap((name, index) => {
    const place = `${at}-5${index > 0 ? `(${index + 1})` : ''}.7`
    const type = name.get(7)
    if (type === undefined) return [finding('E', place, '101', 'Type de nom absent (XPN-7).', '§6.6.2')]
    if (isInTable(type, 'NAME_TYPE')) return []
    return [finding('E', place, '103', `Type de nom « ${type} » exclu : L, D, S ou U attendu.`, '§6.6.2')]
  })
  const legal = names.find((name) => name.get(7) === 'L')
  if (legal?.get(1) === undefined) {
    findings.push(finding('E', `${at}-5`, '101', 'Nom de naissance absent (PID-5 de type L).', '§6.6.2'))
  } else if (legal.get(2) === undefined) {
    findings.push(finding('W', `${at}-5.2`, '101', 'Premier prénom de naissance absent.', '§6.6.2'))
  }
  return findings
}

function checkReliability(pid: Hl7Segment, at: string): Hl7Finding[] {
  const codes = pid.repetitions(32).map((one) => one.get() ?? '')
  const findings: Hl7Finding[] = []
  if (codes.length === 0) {
    const shifted = pid.get(31) ?? ''
    if (isInTable(shifted, '0445')) {
      const text = `Statut de l’identité « ${shifted} » trouvé en PID-31 : décalage d’un champ, il est attendu en PID-32.`
      findings.push(finding('E', `${at}-31`, '102', text, '§6.6.15'))
    }
    return findings
  }
  const has = (code: string) => codes.includes(code)
  if (has('PROV') && has('VALI')) {
    findings.push(finding('E', `${at}-32`, '103', 'Identité à la fois provisoire et validée (PID-32).', '§6.6.15'))
  }
  if (has('VALI') && (has('DOUT') || has('FICT'))) {
    const text = 'Une identité douteuse ou fictive ne peut pas être validée : elle est intégrée comme provisoire.'
    findings.push(finding('W', `${at}-32`, '103', text, '§6.6.15'))
  }
  return findings
}

function checkBirth(pid: Hl7Segment, at: string): Hl7Finding[] {
  const findings: Hl7Finding[] = []
  const birth = pid.get(7)
  if (birth === undefined) findings.push(finding('W', `${at}-7`, '101', 'Date de naissance absente.', '§6.6.4'))
  else if (civilDateOf(birth) === undefined && /^\d{4}(?:\d{2})?$/.test(birth)) {
    const text = `Date de naissance incomplète : « ${birth} ». Elle n’est pas retenue.`
    findings.push(finding('W', `${at}-7`, '102', text, '§6.6.4'))
  }
  if (!pid.has(8)) findings.push(finding('W', `${at}-8`, '101', 'Sexe absent.', '§6.6.5'))
  pid.repetitions(11).forEach((address, index) => {
    const place = `${at}-11${index > 0 ? `(${index + 1})` : ''}`
    const type = address.get(7)
    if (type !== undefined && !isInTable(type, 'ADDRESS_TYPE')) {
      findings.push(finding('W', `${place}.7`, '103', `Type d’adresse inconnu : « ${type} ».`, '§6.6.7'))
    }
    const code = type === 'BDL' ? address.get(9) : undefined
    if (code !== undefined && birthPlaceKind(code) === undefined) {
      findings.push(
        finding('W', `${place}.9`, '103', `Lieu de naissance : « ${code} » n’est pas un code COG.`, '§6.6.7'),
      )
    }
  })
  return findings
}
