import { matriculeDefect } from '@anamnese/domain-ins'
import { isBirthPlaceCode } from '@anamnese/domain-traits'
import { attributeOf, childOf, childrenOf, descend, textOf, type XmlElement } from '@anamnese/interop-xml'
import { HL7_V3, INS_ROOTS } from '../oids'
import { elementsAt, type CheckContext } from './finding'

/** The patient: identifiers, qualified names, and with an INS each strict trait (volet Structuration minimale, RNIV). */
export function checkPatient(context: CheckContext): void {
  const { document, report } = context
  const role = elementsAt(document, 'recordTarget/patientRole')[0]
  if (!role) return
  const ids = childrenOf(role, 'id', HL7_V3)
  const name = descend(role, 'patient', 'name')
  if (name) checkNames(context, name)
  const ins = ids.find((id) => INS_ROOTS.includes(attributeOf(id, 'root') ?? ''))
  if (!ins) {
    report('warning', 'CDA.INS_ABSENT', role, "Le document n'a pas d'INS : il ne peut pas être partagé.")
    return
  }
  if (ids[0] !== ins) report('warning', 'CDA.INS_FIRST', ins, "L'INS doit être le premier identifiant du patient.")
  checkMatricule(context, ins)
  checkStrictTraits(context, role, name)
}

function checkNames({ report }: CheckContext, name: XmlElement): void {
  for (const family of childrenOf(name, 'family', HL7_V3)) {
    const qualifier = attributeOf(family, 'qualifier') ?? ''
    if (!['BR', 'CL'].includes(qualifier)) {
      // SP was the qualifier of the used name before the RNIV, and still is in published messages.
      report(
        qualifier === 'SP' ? 'warning' : 'error',
        'CDA.PATIENT_NAME',
        family,
        'Un nom de famille est qualifié BR (naissance) ou CL (utilisé).',
      )
    }
  }
  for (const given of childrenOf(name, 'given', HL7_V3)) {
    if (!['BR', 'CL', undefined].includes(attributeOf(given, 'qualifier'))) {
      report(
        'error',
        'CDA.PATIENT_NAME',
        given,
        "Un prénom est qualifié BR (premier), CL (utilisé), ou n'est pas qualifié (liste).",
      )
    }
  }
}

function checkMatricule({ report }: CheckContext, ins: XmlElement): void {
  const defect = matriculeDefect(attributeOf(ins, 'extension') ?? '')
  // What INSi itself returned may have a wrong key in the test environment: it warns, it does not refuse.
  if (defect === 'KEY') report('error', 'CDA.INS_KEY', ins, 'La clé du matricule INS est fausse.')
  else if (defect) {
    report('error', 'CDA.INS_MATRICULE', ins, 'Le matricule INS a 13 positions suivies de sa clé sur 2 chiffres.')
  }
}

function checkStrictTraits({ report }: CheckContext, role: XmlElement, name: XmlElement | undefined): void {
  const patient = childOf(role, 'patient', HL7_V3)
  const has = (element: string, qualifier: string | undefined): boolean =>
    name !== undefined &&
    childrenOf(name, element, HL7_V3).some(
      (part) => attributeOf(part, 'qualifier') === qualifier && textOf(part) !== undefined,
    )
  const gender = attributeOf(childOf(patient, 'administrativeGenderCode'), 'code')
  const birth = attributeOf(childOf(patient, 'birthTime'), 'value') ?? ''
  const place = textOf(descend(patient, 'birthplace', 'place', 'addr', 'county')) ?? ''
  const missing = [
    !has('family', 'BR') && 'nom de naissance',
    !has('given', 'BR') && 'premier prénom de naissance',
    !has('given', undefined) && 'liste des prénoms de naissance',
    gender === undefined && 'sexe',
    birth.length < 8 && 'date de naissance',
    !isBirthPlaceCode(place) && 'lieu de naissance (code INSEE)',
  ].filter((trait) => trait !== false)
  if (missing.length > 0) {
    report(
      'error',
      'CDA.INS_TRAITS',
      role,
      `Avec une INS, les traits stricts sont obligatoires ; il manque : ${missing.join(', ')}.`,
    )
  }
}
