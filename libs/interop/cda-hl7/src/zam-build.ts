import {
  components,
  encodeMessage,
  encodeText,
  headerFields,
  CHARSET_UTF8,
  toTimestamp,
  type Hl7Fields,
} from '@anamnese/interop-hl7v2'
import { MESSAGE_ERRORS } from './application-errors'
import type { ExchangeParties } from './build-input'
import { PROFILES, YES_NO_SYSTEM } from './codes'
import { ZAM, ZAM_SYSTEM, type ZamKind } from './zam-codes'

export type { ZamKind } from './zam-codes'

export interface ZamInput extends ExchangeParties {
  kind: ZamKind
  controlId: string
  at: Date
  processingId: 'P' | 'T' | 'D'
  /** MSH-10 of the MDM or ORU that carried the document */
  originalControlId: string
  success: boolean
  /** the mailbox, for MSSanté; one ZAM per recipient */
  mailbox?: { address: string; id?: string }
  /** compulsory without success: code and label of the DMP, of SMTP or of the treatment */
  error?: { code: string; label: string }
  zone?: string
}

/** Builds a ZAM^Z01, Z02 or Z03 (structure ZAM_Z01) of the volet 2.1, as UTF-8 bytes. */
export function buildZam(input: ZamInput): Buffer {
  const { event, code, label, party, errors } = ZAM[input.kind]
  const segments: (readonly [string, Hl7Fields])[] = [
    [
      'MSH',
      {
        ...headerFields({ ...input, type: ['ZAM', event, 'ZAM_Z01'], version: '2.6', charset: CHARSET_UTF8 }),
        21: components('2.1', PROFILES['2.1']),
      },
    ],
    ['EVN', { 2: toTimestamp(input.at, input.zone) }],
    [
      'OBX',
      {
        1: '1',
        2: 'CWE',
        3: components(code, label, ZAM_SYSTEM),
        4: input.originalControlId,
        5: components(input.success ? 'Y' : 'N', undefined, YES_NO_SYSTEM),
        11: 'F',
      },
    ],
  ]
  if (party && input.mailbox) {
    const address = components(undefined, undefined, 'X.400', input.mailbox.address)
    const fields = { 1: '2', 2: 'XTN', 3: components(...party, ZAM_SYSTEM), 4: input.mailbox.id, 5: address, 11: 'F' }
    segments.push(['OBX', fields])
  }
  if (!input.success) {
    const error = input.error ?? { code: '', label: 'Erreur non précisée' }
    const message = components('207', MESSAGE_ERRORS['207'], 'messageErrorCondition')
    segments.push(['ERR', { 3: message, 4: 'E', 5: components(error.code, error.label, errors) }])
  }
  return encodeText(encodeMessage(segments), CHARSET_UTF8)
}
