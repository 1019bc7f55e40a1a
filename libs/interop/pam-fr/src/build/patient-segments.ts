import { components, type Hl7Fields, subcomponents } from '@anamnese/interop-hl7v2'
import type { Adt, AdtCoverage, AdtMeasure, AdtProfessional, AdtPsychiatricMode } from '../adt'
import { address, professional, telecom } from './contact-points'
import { day, flag, moment, repeated, text } from './values'

export function pd1({ patient }: Adt): Hl7Fields {
  return { 2: text(patient.livingArrangement), 12: flag(patient.protected) }
}

/** The general practitioner that the patient declared; withdrawn by `null` (PAM-FR 2.11 §6.8). */
export function practitionerRole(value: AdtProfessional | null): Hl7Fields {
  if (value === null) return { 2: 'DE', 3: 'ODRP', 4: components(undefined, 'INCONNU') }
  return {
    2: 'UC',
    3: 'ODRP',
    4: professional(value),
    11: value.address && address(value.address),
    12: repeated(value.telecoms, telecom),
  }
}

export function zfd({ patient: { capture } }: Adt, zone: string): Hl7Fields {
  const lunar = capture?.lunarBirthDate?.split('^')
  return {
    1: lunar && components(...lunar),
    2: capture?.gestationWeeks,
    3: flag(capture?.smsConsent),
    4: flag(capture?.correctedBirthDate),
    5: capture?.mode,
    6: moment(capture?.insiAt, zone),
    7: capture?.proofCode,
    8: day(capture?.proofEndsOn),
  }
}

export function zfp({ patient: { occupation } }: Adt): Hl7Fields {
  return { 1: text(occupation?.activity), 2: text(occupation?.category) }
}

export function zfs(mode: AdtPsychiatricMode, index: number, zone: string): Hl7Fields {
  return {
    1: index + 1,
    2: mode.id,
    3: moment(mode.startsAt, zone),
    4: moment(mode.endsAt, zone),
    5: mode.action,
    6: mode.mode,
    7: mode.rimp,
    8: mode.comment,
  }
}

export function in1(coverage: AdtCoverage, index: number): Hl7Fields {
  const { insuredFamily, insuredGiven, insuredNir } = coverage
  return {
    1: index + 1,
    2: coverage.kind,
    3: coverage.payerId,
    4: coverage.payerName,
    12: day(coverage.from),
    13: day(coverage.until),
    16: insuredFamily === undefined ? undefined : components(insuredFamily, insuredGiven),
    17: coverage.relation,
    31: coverage.nature,
    35: coverage.managementCode,
    // The OID of the INS is also that of the billing number: only the type tells them apart.
    49:
      insuredNir === undefined
        ? undefined
        : components(
            insuredNir,
            undefined,
            undefined,
            subcomponents('ASIP-SANTE-NIR', '1.2.250.1.213.1.4.8', 'ISO'),
            'SS',
          ),
  }
}

export function obx({ code, label, value, unit, status, at }: AdtMeasure, index: number, zone: string): Hl7Fields {
  return {
    1: index + 1,
    2: 'NM',
    3: components(code, label, 'LN'),
    5: value,
    6: unit,
    11: status ?? 'F',
    14: moment(at, zone),
  }
}

export function zfa({ consent }: Adt, zone: string): Hl7Fields {
  const closed = consent?.dmpStatus === 'FERME'
  const at = moment(consent?.dmpStatusAt, zone)
  return {
    1: text(consent?.dmpStatus),
    2: closed ? undefined : at,
    3: closed ? at : undefined,
    9: text(consent?.feeding),
    10: moment(consent?.feedingAt, zone),
    11: text(consent?.consultation),
    12: moment(consent?.consultationAt, zone),
  }
}
