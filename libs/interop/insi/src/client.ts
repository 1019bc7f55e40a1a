import { readCertificates, subjectValues } from '@anamnese/interop-xmldsig'
import { SoapClient, type ClientTls } from '@anamnese/interop-soap'
import { buildInsiEnvelope, type InsiCaller } from './context'
import { insiError } from './fault'
import { InsiError } from './insi-error'
import { SEARCH_BY_TRAITS_ACTION } from './names'
import { readInsiResult, type InsiResult } from './result'
import { buildSearchByTraits, type InsiQuery } from './search-request'

export interface InsiClientOptions {
  url: string
  /** IGC-Santé software certificate (CN INSI-AUTO or INSI-MANU) */
  tls: ClientTls
  /** the emitter is read in the certificate (OU) when it is not given */
  caller: Omit<InsiCaller, 'emitter'> & { emitter?: string }
  timeoutMs?: number
}

const ORGANIZATIONAL_UNIT = '2.5.4.11'

/** INSi over SOAP 1.2 with mutual TLS. Close it at the end. */
export class InsiClient {
  private readonly soap: SoapClient
  private readonly caller: InsiCaller

  constructor(private readonly options: InsiClientOptions) {
    this.soap = new SoapClient({
      tls: options.tls,
      timeoutMs: options.timeoutMs ?? 10_000,
      maxResponseBytes: 1_000_000,
    })
    this.caller = { ...options.caller, emitter: options.caller.emitter ?? emitterOf(options.tls) }
  }

  /**
   * Searches an identity by traits (WS_INS2), in one call.
   *
   * @throws InsiError
   */
  async search(query: InsiQuery): Promise<InsiResult> {
    const body = buildSearchByTraits(query)
    const { envelope } = buildInsiEnvelope(body, SEARCH_BY_TRAITS_ACTION, this.caller)
    try {
      const answer = await this.soap.call({ url: this.options.url, action: SEARCH_BY_TRAITS_ACTION, envelope })
      return readInsiResult(answer.envelope.content)
    } catch (error) {
      throw insiError(error)
    }
  }

  close(): Promise<void> {
    return this.soap.close()
  }
}

function emitterOf({ certificate }: ClientTls): string {
  const [own] = readCertificates(certificate)
  const [unit] = own === undefined ? [] : subjectValues(own, ORGANIZATIONAL_UNIT)
  if (unit === undefined)
    throw new InsiError('INSI.UNAVAILABLE', 'Le certificat INSi ne donne pas l’identifiant de l’émetteur (OU).')
  return unit
}
