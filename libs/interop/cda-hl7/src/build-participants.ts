import { components, subcomponents, type Hl7Fields, type Hl7Value } from '@anamnese/interop-hl7v2'
import { PARTICIPATIONS } from './codes'
import type { HlOrganization, HlParticipant, HlPerson } from './types'

/** One PRT segment (HL7 2.9, adopted in advance by the volet). */
export function prtFields(participant: HlParticipant): Hl7Fields {
  const { participation, person, organization, device, address } = participant
  return {
    2: 'UC',
    4: components(participation, PARTICIPATIONS[participation], 'participation'),
    5: person && xcn(person),
    8: organization && xon(organization),
    10: device,
    15: address === undefined ? undefined : components(undefined, undefined, 'X.400', address),
  }
}

function xcn(person: HlPerson): Hl7Value {
  return components(
    person.id,
    person.family,
    person.given,
    ...Array<undefined>(5),
    person.authority === undefined ? undefined : subcomponents(undefined, person.authority, 'ISO'),
    // XCN-10: name used in practice, or legal name for a patient.
    person.idType === 'INS' ? 'L' : 'D',
    undefined,
    undefined,
    person.idType,
  )
}

function xon(organization: HlOrganization): Hl7Value {
  const { authority } = organization
  // A unit has the FINESS of its establishment as authority; structures have the national OID.
  const assigning =
    authority === undefined
      ? undefined
      : authority.includes('.')
        ? subcomponents(undefined, authority, 'ISO')
        : authority
  return components(
    organization.name,
    ...Array<undefined>(4),
    assigning,
    organization.idType,
    undefined,
    undefined,
    organization.number,
  )
}
