import { attributeOf, childOf, childrenOf, el, textOf, type XmlElement, type XmlTree } from '@anamnese/interop-xml'
import { RESPONSE_STATUS, RS, SEVERITY } from './identifiers'
import { XdsError } from './xds-error'

/** One error or warning of a registry. Codes are kept as they come: the DMP has its own besides those of IHE. */
export interface RegistryError {
  code: string
  /** sentence of the registry */
  context: string
  severity: 'error' | 'warning'
  location?: string
}

export interface RegistryResponse {
  status: 'success' | 'failure' | 'partial'
  errors: RegistryError[]
}

/** Writes a `RegistryResponse`. */
export function registryResponse({ status, errors }: RegistryResponse): XmlTree {
  const highest = errors.some(({ severity }) => severity === 'error') ? SEVERITY.error : SEVERITY.warning
  return el(
    'rs:RegistryResponse',
    { 'xmlns:rs': RS, status: RESPONSE_STATUS[status] },
    errors.length > 0 &&
      el(
        'rs:RegistryErrorList',
        { highestSeverity: highest },
        errors.map(({ code, context, severity, location }) =>
          el('rs:RegistryError', { errorCode: code, codeContext: context, severity: SEVERITY[severity], location }),
        ),
      ),
  )
}

/**
 * Reads a `RegistryResponse`.
 *
 * @throws XdsError `XDS.MALFORMED` when it is not one, or when its status is unknown
 */
export function readRegistryResponse(response: XmlElement | undefined): RegistryResponse {
  const status = readStatus(response)
  if (response?.localName !== 'RegistryResponse' || response.namespaceURI !== RS || status === undefined)
    throw new XdsError('XDS.MALFORMED', 'La réponse du DMP n’est pas une réponse de registre.')
  return { status, errors: readErrors(response) }
}

/** The status of a registry response of any kind; undefined when it is unknown. */
export function readStatus(response: XmlElement | undefined): RegistryResponse['status'] | undefined {
  const address = attributeOf(response, 'status')
  return (['success', 'failure', 'partial'] as const).find((name) => RESPONSE_STATUS[name] === address)
}

/** The errors of a registry response of any kind. */
export function readErrors(response: XmlElement): RegistryError[] {
  const list = childOf(response, 'RegistryErrorList', RS)
  const errors = list === undefined ? [] : childrenOf(list, 'RegistryError', RS)
  return errors.map((error) => {
    const location = attributeOf(error, 'location')
    return {
      code: attributeOf(error, 'errorCode') ?? '',
      context: attributeOf(error, 'codeContext') ?? textOf(error) ?? '',
      severity: attributeOf(error, 'severity') === SEVERITY.warning ? ('warning' as const) : ('error' as const),
      ...(location === undefined ? {} : { location }),
    }
  })
}
