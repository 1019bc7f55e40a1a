import type { CdaFlags } from '@anamnese/interop-cda-hl7'
import type { ClientSession } from '@anamnese/platform-mongo'
import type { ExchangeOrder, Reason } from './order'

/** Injection token of the {@link ExchangePolicy} of the service. */
export const EXCHANGE_POLICY = Symbol('rules of a destination')

/** What a rule looks at: an order, or what will make one. */
export type OrderFacts = Pick<ExchangeOrder, 'establishment' | 'patientId' | 'document' | 'recipient' | 'recipientName'>

/** What a destination decides by itself; the rest of the road is the same for all. */
export interface ExchangePolicy {
  /** Metadata that say where the PFI has to carry the document, and how it may be seen. */
  flags(order: ExchangeOrder): CdaFlags
  /** The rule that forbids to send, looked at again just before each sending; undefined when there is none. */
  obstacle(order: OrderFacts, session?: ClientSession): Promise<Reason | undefined>
  /** Completes an order with what became known since, before a person sends it again. */
  refresh?(order: ExchangeOrder): Promise<ExchangeOrder>
  /** What a person can do about a refusal, one French sentence. */
  advice(code: string): string
}
