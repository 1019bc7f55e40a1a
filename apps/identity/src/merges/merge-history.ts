import { Inject, Injectable } from '@nestjs/common'
import { ReceivedMessageRepository } from '../pam/received-message.repository'
import type { ReceivedMessage } from '../pam/received-message'
import { CONFIG } from '@anamnese/platform-service'
import { IdentityConfig } from '../identity.config'
import { parseAuthority } from '../patients/ipp'
import type { Patient } from '../patients/patient'
import { factsOfMessage, type KnownStay, type MessageFacts, staysOf } from './known-stays'

/** messages read at most to know the stays of a record, or what came since a merge */
const MAX_MESSAGES = 500

export interface ReadMessage {
  message: ReceivedMessage
  facts: MessageFacts
}

/** What the messages kept here tell of records: their stays, and for which IPP they came. */
@Injectable()
export class MergeHistory {
  constructor(
    @Inject(CONFIG) private readonly config: IdentityConfig,
    private readonly received: ReceivedMessageRepository,
  ) {}

  async staysOf(patient: Patient): Promise<KnownStay[]> {
    const read = await this.read(patient.establishment, { patientId: patient._id })
    return staysOf(read.map(({ facts }) => facts))
  }

  /** Messages that came for the IPPs of the absorbed record, and went to the survivor. */
  async redirected(survivorId: string, absorbed: Patient, since: string): Promise<ReadMessage[]> {
    const filter = { patientId: survivorId, receivedAt: { $gte: new Date(since) } }
    const read = await this.read(absorbed.establishment, filter)
    return read.filter(
      ({ message, facts }) => message.event !== 'A40' && facts.ippKeys.some((key) => absorbed.ippKeys.includes(key)),
    )
  }

  private async read(establishment: string, filter: object): Promise<ReadMessage[]> {
    // Queries come through the same door: they move nobody.
    const accepted = { ...filter, outcome: 'AA' as const, event: { $regex: '^[AZ]\\d\\d$' } }
    const messages = await this.received.find(establishment, accepted, {
      sort: { receivedAt: -1 },
      limit: MAX_MESSAGES,
    })
    return messages.flatMap((message) => {
      const facts = factsOfMessage(message, parseAuthority(this.config.IPP_AUTHORITY), this.config.TIME_ZONE)
      return facts ? [{ message, facts }] : []
    })
  }
}
