import { el, serialiseXml, type XmlTree } from '@anamnese/interop-xml'
import type { TrailRecordedData } from '@anamnese/contracts'

interface Coded {
  code: string
  text: string
}

const OUTCOMES = { success: '0', refused: '4', failure: '8' } as const

/** A trace as the audit message of DICOM PS3.15 annex A.5, which IHE ATNA asks for. */
export function atnaMessage(id: string, entry: TrailRecordedData): string {
  const event = eventOf(entry.action)
  return serialiseXml(
    el(
      'AuditMessage',
      {},
      el(
        'EventIdentification',
        {
          EventActionCode: actionOf(entry.action),
          EventDateTime: new Date(entry.at).toISOString(),
          EventOutcomeIndicator: OUTCOMES[entry.outcome],
        },
        el('EventID', coded(event, 'DCM')),
        el('EventTypeCode', coded({ code: entry.action, text: entry.action }, 'ANAMNESE')),
      ),
      el('ActiveParticipant', {
        UserID: entry.actor.idNat ?? entry.actor.id,
        AlternativeUserID: entry.actor.id,
        UserName: entry.actor.name,
        UserIsRequestor: 'true',
      }),
      ...partner(entry),
      el(
        'AuditSourceIdentification',
        { AuditEnterpriseSiteID: entry.establishment, AuditSourceID: `anamnese-${entry.service}` },
        el('AuditSourceTypeCode', { 'csd-code': '4' }),
      ),
      ...patient(entry),
      ...object(entry),
      detail(id, entry),
    ),
  )
}

/** The events of the DICOM vocabulary that ours are. */
function eventOf(action: string): Coded {
  const [object] = action.split('.')
  switch (object) {
    case 'session':
    case 'sign-in':
      return { code: '110114', text: 'User Authentication' }
    case 'audit':
      return { code: '110101', text: 'Audit Log Used' }
    case 'account':
    case 'client':
    case 'permission':
      return { code: '110113', text: 'Security Alert' }
    case 'document':
      return action === 'document.exchange'
        ? { code: '110106', text: 'Export' }
        : { code: '110110', text: 'Patient Record' }
    case 'record':
    case 'ins':
    case 'patient':
    case 'letter':
      return { code: '110110', text: 'Patient Record' }
    default:
      return { code: '110100', text: 'Application Activity' }
  }
}

function actionOf(action: string): string {
  const verb = action.slice(action.lastIndexOf('.') + 1)
  if (/^(open|read|search|list|check|preview|export)$/.test(verb)) return 'R'
  if (/^(create|validate|insert)$/.test(verb)) return 'C'
  if (/^(update|save|change|qualify|accept)$/.test(verb)) return 'U'
  if (/^(delete|remove|abandon)$/.test(verb)) return 'D'
  return 'E'
}

function partner({ partner: name }: TrailRecordedData): XmlTree[] {
  return name === undefined
    ? []
    : [
        el(
          'ActiveParticipant',
          { UserID: name, UserIsRequestor: 'false' },
          el('RoleIDCode', coded({ code: '110152', text: 'Destination Role ID' }, 'DCM')),
        ),
      ]
}

function patient({ patientId }: TrailRecordedData): XmlTree[] {
  return patientId === undefined
    ? []
    : [
        el(
          'ParticipantObjectIdentification',
          { ParticipantObjectID: patientId, ParticipantObjectTypeCode: '1', ParticipantObjectTypeCodeRole: '1' },
          el('ParticipantObjectIDTypeCode', coded({ code: '2', text: 'Patient Number' }, 'RFC-3881')),
        ),
      ]
}

function object({ object: what }: TrailRecordedData): XmlTree[] {
  return what === undefined
    ? []
    : [
        el(
          'ParticipantObjectIdentification',
          { ParticipantObjectID: what.id, ParticipantObjectTypeCode: '2', ParticipantObjectTypeCodeRole: '3' },
          el('ParticipantObjectIDTypeCode', coded({ code: what.kind, text: what.kind }, 'ANAMNESE')),
        ),
      ]
}

/** What the vocabulary has no place for: that the INS was seen, on which ground, and the trace's own id. */
function detail(id: string, { ins, purpose, reason, detail: text }: TrailRecordedData): XmlTree {
  const details = { ins: String(ins), purpose, reason, detail: text }
  return el(
    'ParticipantObjectIdentification',
    { ParticipantObjectID: id, ParticipantObjectTypeCode: '2', ParticipantObjectTypeCodeRole: '13' },
    el('ParticipantObjectIDTypeCode', coded({ code: 'trace', text: 'trace' }, 'ANAMNESE')),
    ...Object.entries(details).flatMap(([type, value]) =>
      value === undefined
        ? []
        : [el('ParticipantObjectDetail', { type, value: Buffer.from(value, 'utf8').toString('base64') })],
    ),
  )
}

function coded({ code, text }: Coded, system: string): Record<string, string> {
  return { 'csd-code': code, codeSystemName: system, originalText: text }
}
