import type { DmpAcknowledgementReceived, DmpOrderChanged } from '@anamnese/contracts'

/** Injection token of {@link PfiLinkSettings}. */
export const PFI_LINK = Symbol('settings of the link to the PFI')

/** What differs between the services that send through the PFI. */
export interface PfiLinkSettings {
  /** three letters that begin its control ids */
  prefix: 'DMP' | 'MSS'
  /** name of the link in supervision */
  name: string
  /** event that tells an order: that of the DMP, or the one of MSSanté, which has the same data */
  orderChanged: typeof DmpOrderChanged
  acknowledgementReceived: typeof DmpAcknowledgementReceived
}
