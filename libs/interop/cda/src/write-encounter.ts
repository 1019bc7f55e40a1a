import { el, type XmlTree } from '@anamnese/interop-xml'
import type { N1Encounter } from './n1-document'
import { OID_DISCHARGE_MODES } from './oids'
import { writeAssigned } from './write-actors'
import { writeCode, writeId, writeInterval } from './write-values'
import type { Clock } from './write-header'

/** `componentOf`: the stay that the document belongs to. */
export function writeEncounter(encounter: N1Encounter, clock: Clock): XmlTree {
  const at = (instant: string | undefined): string | undefined =>
    instant === undefined ? undefined : clock(instant, 'minute')
  const { dischargeDisposition, facilityName, responsible, participants = [] } = encounter
  return el(
    'componentOf',
    {},
    el(
      'encompassingEncounter',
      {},
      encounter.id && writeId(encounter.id),
      encounter.type && writeCode('code', encounter.type),
      encounter.openEnded === true && encounter.start !== undefined
        ? el('effectiveTime', {}, el('low', { value: at(encounter.start) }), el('high', { nullFlavor: 'UNK' }))
        : writeInterval('effectiveTime', at(encounter.start), at(encounter.end)),
      dischargeDisposition &&
        writeCode('dischargeDispositionCode', { ...dischargeDisposition, system: OID_DISCHARGE_MODES }),
      responsible && el('responsibleParty', {}, writeAssigned('assignedEntity', responsible)),
      participants.map(({ typeCode, professional }) =>
        el('encounterParticipant', { typeCode }, writeAssigned('assignedEntity', professional)),
      ),
      el(
        'location',
        {},
        el(
          'healthCareFacility',
          {},
          writeCode('code', encounter.facilityType),
          facilityName !== undefined && el('location', {}, el('name', {}, facilityName)),
        ),
      ),
    ),
  )
}
