import type { Hl7Message } from '@anamnese/interop-hl7v2'
import { CdaHl7Error } from './errors'
import { known } from './known'
import { ZAM, type ZamKind } from './zam-codes'

/** A business acknowledgement, read. */
export interface Zam {
  kind: ZamKind
  controlId: string
  originalControlId: string
  success: boolean
  /** address of the recipient or of the reader */
  mailbox?: string
  mailboxOwnerId?: string
  /** opaque code and label of the DMP, of SMTP or of the treatment */
  error?: { code: string; label?: string; system?: string }
}

/**
 * Reads a ZAM, tolerantly: optional segments are only drawn in the specification, and samples differ in the spelling of systems.
 * Throws `CDA_HL7.NOT_A_ZAM` when neither its kind, its status nor the message that it answers can be told.
 */
export function readZam(message: Hl7Message): Zam {
  const observations = message.all('OBX')
  const { code, event } = message.type
  const entries = Object.entries(ZAM) as [ZamKind, (typeof ZAM)[ZamKind]][]
  const status = observations.find((obx) => entries.some(([, zam]) => zam.code === obx.get(3)))
  const kind =
    entries.find(([, zam]) => zam.code === status?.get(3))?.[0] ?? entries.find(([, z]) => z.event === event)?.[0]
  const value = status?.get(5)?.toUpperCase()
  const originalControlId = status?.get(4)
  if (code !== 'ZAM' || !kind || originalControlId === undefined || (value !== 'Y' && value !== 'N')) {
    throw new CdaHl7Error('CDA_HL7.NOT_A_ZAM', 'Ce message n’est pas un accusé métier ZAM lisible.')
  }
  const party = observations.find((obx) => obx !== status && (obx.get(2) === 'XTN' || obx.get(5, 4) !== undefined))
  const err = message.first('ERR')
  const errorCode = err?.get(5) ?? err?.get(3)
  return known<Zam>({
    kind,
    controlId: message.controlId ?? '',
    originalControlId,
    success: value === 'Y',
    mailbox: (party?.get(5, 4) ?? party?.get(5))?.trim(),
    mailboxOwnerId: party?.get(4),
    error:
      value === 'N' && errorCode !== undefined
        ? known<NonNullable<Zam['error']>>({
            code: errorCode,
            label: err?.get(5, 2) ?? err?.get(3, 2),
            system: err?.get(5, 3) ?? err?.get(3, 3),
          })
        : undefined,
  })
}
