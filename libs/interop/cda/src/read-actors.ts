import { childOf, descend, textOf, type XmlElement } from '@anamnese/interop-xml'
import {
  known,
  readAddress,
  readId,
  readIds,
  readPersonName,
  readSimpleCode,
  readTelecoms,
  readTime,
} from './read-values'
import type { CdaActor, CdaAuthenticator, CdaDevice, CdaOrganization } from './types'

/** The elements that hold the person and the organisation differ from one role of the header to another. */
export interface ActorShape {
  person: string
  organization: string
}

export const ASSIGNED: ActorShape = { person: 'assignedPerson', organization: 'representedOrganization' }
export const INTENDED: ActorShape = { person: 'informationRecipient', organization: 'receivedOrganization' }
export const ASSOCIATED: ActorShape = { person: 'associatedPerson', organization: 'scopingOrganization' }

export function readActor(element: XmlElement | undefined, shape: ActorShape = ASSIGNED): CdaActor {
  if (!element) return { ids: [], telecoms: [] }
  return known<CdaActor>({
    ids: readIds(element),
    code: readSimpleCode(childOf(element, 'code')),
    person: readPersonName(descend(element, shape.person, 'name')),
    device: readDevice(childOf(element, 'assignedAuthoringDevice')),
    organization: readOrganization(childOf(element, shape.organization)),
    telecoms: readTelecoms(element),
    address: readAddress(element),
  })
}

export function readOrganization(element: XmlElement | undefined): CdaOrganization | undefined {
  if (!element) return undefined
  return known<CdaOrganization>({
    ids: readIds(element),
    name: textOf(childOf(element, 'name')),
    telecoms: readTelecoms(element),
    address: readAddress(element),
    practiceSetting: readSimpleCode(childOf(element, 'standardIndustryClassCode')),
  })
}

/** legalAuthenticator, authenticator, dataEnterer: a time and an assigned entity. */
export function readAuthenticator(element: XmlElement): CdaAuthenticator {
  return known<CdaAuthenticator>({
    ...readActor(childOf(element, 'assignedEntity')),
    time: readTime(childOf(element, 'time')),
  })
}

function readDevice(element: XmlElement | undefined): CdaDevice | undefined {
  if (!element) return undefined
  return known<CdaDevice>({
    manufacturerModelName: textOf(childOf(element, 'manufacturerModelName')),
    softwareName: textOf(childOf(element, 'softwareName')),
  })
}

/** The custodian of the document. */
export function readCustodian(document: XmlElement): CdaOrganization | undefined {
  const element = descend(document, 'custodian', 'assignedCustodian', 'representedCustodianOrganization')
  const organization = readOrganization(element)
  const id = readId(childOf(element, 'id'))
  return organization && { ...organization, ids: id ? [id] : [] }
}
