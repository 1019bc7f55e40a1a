import { childOf, childrenOf, el, serialiseXml, textOf, type XmlElement, type XmlTree } from '@anamnese/interop-xml'
import { SOAP12 } from './namespaces'

export type FaultCode = 'VersionMismatch' | 'MustUnderstand' | 'DataEncodingUnknown' | 'Sender' | 'Receiver'

/** A SOAP 1.2 fault answered by the service. `message` is the service's own reason, in its language. */
export class SoapFault extends Error {
  override readonly name = 'SoapFault'
  readonly code = 'SOAP.FAULT'

  constructor(
    /** local name of `Code/Value` */
    readonly faultCode: string,
    /** local names of the nested `Subcode/Value`, outermost first */
    readonly subcodes: readonly string[],
    readonly reason: string,
    readonly detail?: XmlElement,
  ) {
    super(reason)
  }
}

/** Reads a `Fault` element. */
export function readFault(fault: XmlElement): SoapFault {
  const code = childOf(fault, 'Code', SOAP12)
  const subcodes: string[] = []
  for (let sub = childOf(code, 'Subcode', SOAP12); sub !== undefined; sub = childOf(sub, 'Subcode', SOAP12))
    subcodes.push(localPart(textOf(childOf(sub, 'Value', SOAP12))))
  const reasons = childrenOf(childOf(fault, 'Reason', SOAP12) ?? fault, 'Text', SOAP12)
  const french = reasons.find((reason) => reason.getAttribute('xml:lang')?.startsWith('fr') === true)
  return new SoapFault(
    localPart(textOf(childOf(code, 'Value', SOAP12))),
    subcodes,
    textOf(french ?? reasons[0]) ?? 'Le service a répondu par une erreur sans motif.',
    childOf(fault, 'Detail', SOAP12),
  )
}

export interface FaultContent {
  code: FaultCode
  /** subcode, with the namespace of its prefix `f` */
  subcode?: { namespace: string; name: string }
  reason: string
  detail?: XmlTree
}

/** Writes the body content of a fault. */
export function buildFault({ code, subcode, reason, detail }: FaultContent): string {
  const tree = el(
    'soap:Fault',
    { 'xmlns:soap': SOAP12 },
    el(
      'soap:Code',
      {},
      el('soap:Value', {}, `soap:${code}`),
      subcode !== undefined &&
        el('soap:Subcode', {}, el('soap:Value', { 'xmlns:f': subcode.namespace }, `f:${subcode.name}`)),
    ),
    el('soap:Reason', {}, el('soap:Text', { 'xml:lang': 'fr' }, reason)),
    detail !== undefined && el('soap:Detail', {}, detail),
  )
  return serialiseXml(tree, { declaration: false })
}

function localPart(qualified: string | undefined): string {
  return (qualified ?? '').replace(/^.*:/, '')
}
