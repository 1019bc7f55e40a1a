import { blocksQualification, type IdentityAttribute, type Ins, insOid, matriculeDefect } from '@anamnese/domain-ins'
import { civilDateOf, type Hl7Field, type Hl7Finding, type Hl7Message, type Hl7Segment } from '@anamnese/interop-hl7v2'
import { finding } from './finding'
import type { PamOptions } from './options'

/** What a PID says of the INS, once the rules of PAM-FR 2.11 §4.4 and §6.6.15 are applied. */
export interface InsReading {
  /** kept only for an identity sent as validated: the identity is then qualified */
  ins?: Ins
  /** `""` sent as INS: the receiver removes every INS of the patient */
  deleted: boolean
  findings: Hl7Finding[]
}

/** Attributes among the repetitions of PID-32. */
export function attributesOf(pid: Hl7Segment): IdentityAttribute[] {
  const codes = pid.repetitions(32).map((one) => one.get())
  const names: Readonly<Record<string, IdentityAttribute>> = { HOMA: 'HOMONYME', DOUT: 'DOUTEUSE', FICT: 'FICTIVE' }
  return Object.entries(names).flatMap(([code, attribute]) => (codes.includes(code) ? [attribute] : []))
}

export function isSentAsValidated(pid: Hl7Segment): boolean {
  return pid.repetitions(32).some((one) => one.get() === 'VALI')
}

interface Candidate {
  place: string
  field: Hl7Field
  oid: string
  matricule: string
}

/** Reads the INS of a PID. A billing NIR (CX-5 = NH) carries the same OID and is not an INS. */
export function readIns(message: Hl7Message, pid: Hl7Segment, options: PamOptions): InsReading {
  const findings: Hl7Finding[] = []
  const all = candidates(pid)
  const deleted = all.some((one) => one.field.rawAt(1) === '""')
  const sent = all.filter((one) => one.matricule !== '')
  const note = (
    severity: 'E' | 'W' | 'I',
    place: string,
    code: '0' | '101' | '102' | '103',
    text: string,
    clause: string,
  ) => {
    findings.push(finding(severity, place, code, text, clause))
  }
  const known = sent.filter(({ oid, place }) => {
    if (insOid(oid) && options.insOids.includes(oid)) return true
    note('W', `${place}.4.2`, '103', `INS ignorée : l’OID « ${oid} » n’est pas admis ici.`, '§6.6.1')
    return false
  })
  if (known.length === 0) return { deleted, findings }
  const reason = reasonToIgnore(message, pid, options)
  if (reason !== undefined) {
    for (const { place } of known) note('W', place, '0', `INS ignorée : ${reason}.`, '§6.6.15')
    return { deleted, findings }
  }
  const sound = known.filter(({ matricule, place }) => {
    if (matriculeDefect(matricule) === undefined) return true
    const refused = options.wrongInsKey === 'refuse'
    const text = refused
      ? 'Matricule INS invalide (format ou clé).'
      : 'INS ignorée : matricule invalide (format ou clé).'
    note(refused ? 'E' : 'W', place, '102', text, '§6.6.1')
    return false
  })
  for (const { place, field } of sound) {
    if (field.rawAt(7) !== '' || field.rawAt(8) !== '') {
      note('I', `${place}.7`, '0', 'Dates d’un INS (CX-7, CX-8) ignorées : le profil les veut vides.', '§6.6.1')
    }
  }
  // The registered number is kept when both are sent.
  const nature = (one: Candidate) => insOid(one.oid)?.nature
  const kept = sound.find((one) => nature(one) === 'NIR') ?? sound[0]
  const rivals = kept ? sound.filter((one) => nature(one) === nature(kept) && one.matricule !== kept.matricule) : []
  for (const { place } of rivals) note('E', place, '102', 'Deux INS différentes pour un même patient.', '§6.6.1')
  if (kept && rivals.length === 0) findings.push(...missingTraits(pid))
  return { deleted, findings, ...(kept ? { ins: { matricule: kept.matricule, oid: kept.oid } } : {}) }
}

function candidates(pid: Hl7Segment): Candidate[] {
  const at = pid.index > 1 ? `PID(${pid.index})` : 'PID'
  return pid
    .field(3)
    .repetitions()
    .map((field, index) => ({
      place: index > 0 ? `${at}-3(${index + 1})` : `${at}-3`,
      field,
      oid: field.get(4, 2) ?? '',
      matricule: (field.get() ?? '').toUpperCase(),
    }))
    .filter(({ field }) => field.get(5) === 'INS')
}

function reasonToIgnore(message: Hl7Message, pid: Hl7Segment, options: PamOptions): string | undefined {
  if (!isSentAsValidated(pid)) return 'PID-32 différent de VALI'
  if (blocksQualification(attributesOf(pid))) return 'identité douteuse ou fictive'
  const corrected = message.get('ZFD-4') === 'Y'
  if (corrected && options.insWithCorrectedBirthDate === 'ignore') return 'date de naissance corrigée (ZFD-4)'
  return undefined
}

/** With an INS, every strict trait is mandatory (PAM-FR 2.11 §6.6). */
function missingTraits(pid: Hl7Segment): Hl7Finding[] {
  const at = pid.index > 1 ? `PID(${pid.index})` : 'PID'
  const legal = pid.repetitions(5).find((name) => name.get(7) === 'L')
  const place = pid.repetitions(11).find((address) => address.get(7) === 'BDL')
  const wanted: [missing: boolean, location: string, text: string, clause: string][] = [
    [legal?.get(2) === undefined, `${at}-5.2`, 'premier prénom de naissance', '§6.6.2'],
    [legal?.get(3) === undefined, `${at}-5.3`, 'liste des prénoms de naissance', '§6.6.2'],
    [civilDateOf(pid.get(7) ?? '') === undefined, `${at}-7`, 'date de naissance complète', '§6.6.4'],
    [pid.get(8) === undefined, `${at}-8`, 'sexe', '§6.6.5'],
    [place?.get(9) === undefined, `${at}-11`, 'code du lieu de naissance (XAD-9 d’une adresse BDL)', '§6.6.7'],
  ]
  return wanted
    .filter(([missing]) => missing)
    .map(([, location, text, clause]) => finding('E', location, '101', `Obligatoire avec une INS : ${text}.`, clause))
}
