import { readCertificates, subjectValues } from '@anamnese/interop-xmldsig'
import { SoapClient, type ClientTls, type SoapMessage } from '@anamnese/interop-soap'
import type { Ins } from '@anamnese/domain-ins'
import type { IdentityTraits } from '@anamnese/domain-traits'
import type { XmlTree } from '@anamnese/interop-xml'
import { buildSearchByCard, coverageOf, type InsiCardQuery } from './card-request'
import { buildInsiEnvelope, type InsiCaller } from './context'
import { insiError } from './fault'
import { InsiError } from './insi-error'
import { SEARCH_BY_CARD_ACTION, SEARCH_BY_TRAITS_ACTION } from './names'
import { readInsiResult, type InsiResult } from './result'
import { buildSearchByTraits, type InsiQuery } from './search-request'
import {
  buildUnitVerification,
  DEFAULT_UNIT_VERIFICATION,
  readUnitVerification,
  type UnitVerification,
  type UnitVerificationShape,
} from './unit-verification'

export interface InsiClientOptions {
  url: string
  /** IGC-Santé software certificate (CN INSI-AUTO or INSI-MANU) */
  tls: ClientTls
  /** the emitter is read in the certificate (OU) when it is not given */
  caller: Omit<InsiCaller, 'emitter'> & { emitter?: string }
  timeoutMs?: number
  /** names of the unit verification, whose schema is not published */
  unitVerification?: UnitVerificationShape
}

/** One message and its answer, as they went on the wire: to be kept. */
export interface InsiExchange {
  at: string
  action: string
  messageId: string
  milliseconds: number
  request: string
  /** absent when nothing came back */
  answer?: string
}

/** Told of every exchange, even of those that fail. */
export type InsiObserver = (exchange: InsiExchange) => void

const ORGANIZATIONAL_UNIT = '2.5.4.11'
const COMMON_NAME = '2.5.4.3'

/** INSi over SOAP 1.2 with mutual TLS. Close it at the end. */
export class InsiClient {
  /** subject of the certificate that calls, for the traces */
  readonly certificate: string
  private readonly soap: SoapClient
  private readonly caller: InsiCaller
  private readonly shape: UnitVerificationShape

  constructor(private readonly options: InsiClientOptions) {
    this.soap = new SoapClient({
      tls: options.tls,
      timeoutMs: options.timeoutMs ?? 10_000,
      maxResponseBytes: 1_000_000,
    })
    const { commonName, unit } = subjectOf(options.tls)
    this.caller = { ...options.caller, emitter: options.caller.emitter ?? unit ?? noEmitter() }
    this.certificate = [`CN=${commonName ?? '?'}`, ...(unit === undefined ? [] : [`OU=${unit}`])].join(', ')
    this.shape = options.unitVerification ?? DEFAULT_UNIT_VERIFICATION
  }

  /**
   * Searches an identity by traits (WS_INS2), in one call.
   *
   * @throws InsiError
   */
  async search(query: InsiQuery, observe?: InsiObserver): Promise<InsiResult> {
    const body = buildSearchByTraits(query)
    return this.exchange(body, SEARCH_BY_TRAITS_ACTION, readResult, observe)
  }

  /**
   * Searches the identity of the beneficiary of a carte Vitale (WS_INS1), in one call.
   *
   * @throws InsiError
   */
  async searchByCard(query: InsiCardQuery, observe?: InsiObserver): Promise<InsiResult> {
    const body = buildSearchByCard(query)
    return this.exchange(body, SEARCH_BY_CARD_ACTION, readResult, observe, coverageOf(query))
  }

  /**
   * Asks whether an INS and its traits are those of the national base (WS_INS3).
   *
   * @throws InsiError
   */
  async verify(ins: Ins, traits: IdentityTraits, observe?: InsiObserver): Promise<UnitVerification> {
    const body = buildUnitVerification(ins, traits, this.shape)
    const read = (answer: SoapMessage): UnitVerification => readUnitVerification(answer.envelope.content, this.shape)
    return this.exchange(body, this.shape.action, read, observe)
  }

  close(): Promise<void> {
    return this.soap.close()
  }

  private async exchange<T>(
    body: string,
    action: string,
    read: (answer: SoapMessage) => T,
    observe: InsiObserver | undefined,
    coverage?: XmlTree,
  ): Promise<T> {
    const at = new Date()
    const { envelope, messageId } = buildInsiEnvelope(body, action, this.caller, at, coverage)
    let answer: string | undefined
    try {
      const message = await this.soap.call({
        url: this.options.url,
        action,
        envelope,
        onAnswer: (bytes) => {
          answer = bytes.toString('utf8')
        },
      })
      return read(message)
    } catch (error) {
      throw insiError(error)
    } finally {
      observe?.({
        at: at.toISOString(),
        action,
        messageId,
        milliseconds: Date.now() - at.getTime(),
        request: envelope,
        ...(answer === undefined ? {} : { answer }),
      })
    }
  }
}

function readResult(answer: SoapMessage): InsiResult {
  return readInsiResult(answer.envelope.content)
}

function subjectOf({ certificate }: ClientTls): { commonName: string | undefined; unit: string | undefined } {
  const [own] = readCertificates(certificate)
  const value = (oid: string): string | undefined => (own === undefined ? undefined : subjectValues(own, oid)[0])
  return { commonName: value(COMMON_NAME), unit: value(ORGANIZATIONAL_UNIT) }
}

function noEmitter(): never {
  const message = 'Le certificat INSi ne donne pas l’identifiant de l’émetteur (OU).'
  throw new InsiError('INSI.UNAVAILABLE', message, undefined, { failure: 'tls' })
}
