import { attributeOf, childOf, childrenOf, descend, textOf, type XmlElement } from '@anamnese/interop-xml'
import { ASSOCIATED, readActor } from './read-actors'
import { known, readAddress, readCode, readId, readIds, readInterval, readSimpleCode } from './read-values'
import type { CdaActor, CdaEncounter, CdaParticipant, CdaRelatedDocument, CdaServiceEvent } from './types'

/** `documentationOf`: the acts, the main one being that with performer and practice setting. */
export function readServiceEvent(documentationOf: XmlElement): CdaServiceEvent {
  const event = childOf(documentationOf, 'serviceEvent')
  return known<CdaServiceEvent>({
    ids: readIds(event),
    code: readCode(childOf(event, 'code')),
    ...readInterval(childOf(event, 'effectiveTime')),
    performers: event
      ? childrenOf(event, 'performer').map((performer) => readActor(childOf(performer, 'assignedEntity')))
      : [],
  })
}

/** `componentOf`: the stay or visit. */
export function readEncounter(document: XmlElement): CdaEncounter | undefined {
  const encounter = descend(document, 'componentOf', 'encompassingEncounter')
  if (!encounter) return undefined
  const facility = descend(encounter, 'location', 'healthCareFacility')
  const place = childOf(facility, 'location')
  return known<CdaEncounter>({
    ids: readIds(encounter),
    code: readSimpleCode(childOf(encounter, 'code')),
    ...readInterval(childOf(encounter, 'effectiveTime')),
    dischargeDisposition: readSimpleCode(childOf(encounter, 'dischargeDispositionCode')),
    responsible: optionalActor(descend(encounter, 'responsibleParty', 'assignedEntity')),
    participants: childrenOf(encounter, 'encounterParticipant').map((participant) =>
      known<CdaActor & { typeCode?: string }>({
        ...readActor(childOf(participant, 'assignedEntity')),
        typeCode: attributeOf(participant, 'typeCode'),
      }),
    ),
    facility:
      facility &&
      known<NonNullable<CdaEncounter['facility']>>({
        ids: readIds(facility),
        code: readCode(childOf(facility, 'code')),
        name: textOf(childOf(place, 'name')),
        address: place && readAddress(place),
      }),
  })
}

export function readRelatedDocument(element: XmlElement): CdaRelatedDocument {
  const parent = childOf(element, 'parentDocument')
  const version = Number(attributeOf(childOf(parent, 'versionNumber'), 'value'))
  return known<CdaRelatedDocument>({
    typeCode: attributeOf(element, 'typeCode') ?? '',
    id: readId(childOf(parent, 'id')),
    setId: readId(childOf(parent, 'setId')),
    versionNumber: Number.isInteger(version) ? version : undefined,
  })
}

export function readParticipant(element: XmlElement): CdaParticipant {
  const { low, high } = readInterval(childOf(element, 'time'))
  return known<CdaParticipant>({
    ...readActor(childOf(element, 'associatedEntity'), ASSOCIATED),
    typeCode: attributeOf(element, 'typeCode') ?? '',
    functionCode: readSimpleCode(childOf(element, 'functionCode')),
    timeLow: low,
    timeHigh: high,
  })
}

function optionalActor(element: XmlElement | undefined): CdaActor | undefined {
  return element && readActor(element)
}
