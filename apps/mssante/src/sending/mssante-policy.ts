import { Injectable } from '@nestjs/common'
import { NO_FLAGS, type CdaFlags } from '@anamnese/interop-cda-hl7'
import type { ClientSession } from '@anamnese/platform-mongo'
import {
  type ExchangeOrder,
  type ExchangePolicy,
  type OrderFacts,
  OTHER_INS,
  PatientRepository,
  type Reason,
} from '@anamnese/platform-pfi-link'
import { CorrespondentRepository } from './correspondent.repository'

const BAD_ADDRESS = new Set(['510', '512', '513', '550', '551', '553'])
const TOO_BIG = new Set(['523', '552'])

/** When a document may go to a professional by MSSanté. */
@Injectable()
export class MssantePolicy implements ExchangePolicy {
  constructor(
    private readonly correspondents: CorrespondentRepository,
    private readonly patients: PatientRepository,
  ) {}

  flags({ document }: ExchangeOrder): CdaFlags {
    return {
      ...NO_FLAGS,
      invisiblePatient: document.invisibleToPatient,
      invisibleRepLegaux: document.invisibleToRepresentatives,
      destMssPs: true,
      ackReception: true,
      ackLecture: true,
    }
  }

  async obstacle(
    { establishment, patientId, document, recipient, recipientName }: OrderFacts,
    session?: ClientSession,
  ): Promise<Reason | undefined> {
    const rule = obstacleOf(document, recipient, recipientName)
    if (rule || !document.withIns) return rule
    // A document that carries the INS of a record merged into another person's would be filed under the wrong one.
    return (await this.patients.current(establishment, patientId, session)).otherIns ? OTHER_INS : undefined
  }

  /** A mailbox that the directory has learnt since. */
  async refresh(order: ExchangeOrder): Promise<ExchangeOrder> {
    if (order.recipient !== undefined || order.recipientIdNat === undefined) return order
    const recipient = await this.correspondents.mailboxOf(order.establishment, order.recipientIdNat)
    return recipient === undefined ? order : { ...order, recipient }
  }

  advice(code: string): string {
    if (BAD_ADDRESS.has(code)) return 'Vérifier l’adresse du destinataire, puis renvoyer.'
    if (TOO_BIG.has(code)) return 'Le message est trop volumineux pour ce destinataire : transmettre autrement.'
    return 'Renvoyer, ou transmettre autrement.'
  }
}

function obstacleOf(
  document: OrderFacts['document'],
  recipient: string | undefined,
  name: string | undefined,
): Reason | undefined {
  if (!document.sendToProfessionals) {
    return {
      code: 'DOCUMENT.BLOCKED',
      message: 'l’envoi aux professionnels de ce document a été bloqué par son auteur.',
    }
  }
  if (document.maskedToProfessionals) {
    const message = 'un document masqué aux professionnels ne s’échange pas entre eux par MSSanté.'
    return { code: 'DOCUMENT.MASKED', message }
  }
  if (recipient === undefined) {
    const message = `aucune adresse MSSanté n’est connue pour ${name ?? 'ce destinataire'}. La rechercher dans l’annuaire puis renvoyer.`
    return { code: 'MAILBOX.UNKNOWN', message }
  }
  return undefined
}
