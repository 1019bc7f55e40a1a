import {
  components,
  encodeSegment,
  type Hl7Fields,
  type Hl7Value,
  repetitions,
  subcomponents,
} from '@anamnese/interop-hl7v2'
import type { Adt, AdtPatient, PatientIdentifier } from '../adt'
import { address, telecom } from './contact-points'
import { day, flag, identifier, moment, repeated, sent, text } from './values'

const ATTRIBUTE_CODES = { HOMONYME: 'HOMA', DOUTEUSE: 'DOUT', FICTIVE: 'FICT' } as const

/** CX of an INS, its key included; `null` asks for its removal (PAM-FR 2.11 §4.4, §6.6.1). */
export function insIdentifier(matricule: string | null, oid: string): Hl7Value {
  // The test and demonstration authorities have one namespace for both natures.
  const name = oid === '1.2.250.1.213.1.4.9' ? 'ASIP-SANTE-INS-NIA' : 'ASIP-SANTE-INS-NIR'
  return components(matricule, undefined, undefined, subcomponents(name, oid, 'ISO'), 'INS')
}

/** A patient as a PID segment, outside an ADT message: the answer to a query. */
export function patientSegment(patient: AdtPatient, zone = 'Europe/Paris'): string {
  return encodeSegment('PID', pid({ patient, merges: [] }, zone))
}

/** PID (PAM-FR 2.11 §6.6). */
export function pid(adt: Pick<Adt, 'patient' | 'merges'>, zone: string, account?: PatientIdentifier): Hl7Fields {
  const { patient } = adt
  return {
    1: 1,
    3: repetitions(
      ...patient.ipps.map(identifier),
      ...(patient.ins ? [insIdentifier(patient.ins.matricule, patient.ins.oid)] : []),
      ...deletedIns(adt),
      ...patient.otherIdentifiers.map(identifier),
    ),
    5: names(patient),
    6: text(patient.motherName),
    7: day(patient.traits.birthDate),
    8: text(patient.traits.sex),
    11: addresses(patient),
    13: sent(patient.telecoms, (list) => repeated(list, telecom)),
    16: text(patient.maritalStatus),
    18: identifier(account),
    21: repeated(patient.motherIdentifiers, identifier),
    24: flag(patient.multipleBirth),
    25: text(patient.birthRank),
    26: sent(patient.nationalities, (list) => repeated(list, (code) => code)),
    29: moment(patient.deathAt, zone),
    30: flag(patient.deceased),
    31: flag(patient.unknownIdentity),
    32: repeated(reliability(patient), (code) => code),
    33: moment(patient.lastUpdatedAt, zone),
  }
}

/** The removal names the authority of what is removed, which MRG-1 carries. */
function deletedIns({ patient, merges }: Pick<Adt, 'patient' | 'merges'>): Hl7Value[] {
  if (!patient.insDeleted) return []
  const former = merges.flatMap((merge) => merge.formerIns ?? [])
  const oids = former.length > 0 ? former.map((one) => one.oid) : ['1.2.250.1.213.1.4.8']
  return oids.map((oid) => insIdentifier(null, oid))
}

/** Status first, then attributes. A qualified identity is told by `VALI` and its INS (PAM-FR 2.11 §6.6.15). */
function reliability({ reliabilityCodes, status, attributes }: AdtPatient): string[] {
  if (reliabilityCodes.length > 0) return reliabilityCodes
  const established = status === 'QUALIFIEE' || status === 'VALIDEE'
  return [established ? 'VALI' : 'PROV', ...attributes.map((one) => ATTRIBUTE_CODES[one])]
}

function names({ traits }: AdtPatient): Hl7Value {
  const legal = components(
    traits.birthName,
    traits.firstBirthGivenName,
    traits.birthGivenNames,
    undefined,
    undefined,
    undefined,
    'L',
  )
  if (traits.usedName === undefined && traits.usedGivenName === undefined) return legal
  const none = undefined
  return repetitions(legal, components(traits.usedName, traits.usedGivenName, none, none, none, none, 'D'))
}

/** Addresses, then the place of birth: its code in XAD-9. */
function addresses({ addresses: list, birthPlaceName, traits }: AdtPatient): Hl7Value {
  const { birthPlaceCode } = traits
  const place =
    birthPlaceCode === undefined && birthPlaceName === undefined
      ? []
      : [
          components(
            undefined,
            undefined,
            birthPlaceName,
            undefined,
            undefined,
            undefined,
            'BDL',
            undefined,
            birthPlaceCode,
          ),
        ]
  const values = [...(list === null ? [null] : (list ?? []).map(address)), ...place]
  return values.length > 0 ? repetitions(...values) : undefined
}
