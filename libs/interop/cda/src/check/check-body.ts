import { N1_MEDIA_TYPES } from '@anamnese/domain-value-sets'
import { attributeOf, childOf, childrenOf } from '@anamnese/interop-xml'
import { decodeBase64 } from '../base64'
import { CdaError } from '../cda-error'
import { HL7_V3 } from '../oids'
import type { CheckContext } from './finding'

/** The body of a level 1 document: its media type, its encoding, and that it is what it says. */
export function checkBody({ document, report }: CheckContext): void {
  const component = childOf(document, 'component', HL7_V3)
  if (!component) return
  const bodies = childrenOf(component, undefined, HL7_V3)
  if (bodies.length !== 1) report('error', 'CDA.BODY', component, 'Le document a un corps, et un seul.')
  const text = childOf(childOf(component, 'nonXMLBody', HL7_V3), 'text', HL7_V3)
  if (!text) return
  const mediaType = attributeOf(text, 'mediaType') ?? ''
  if (!N1_MEDIA_TYPES.includes(mediaType)) {
    report('error', 'CDA.BODY_MEDIA_TYPE', text, `Le type du contenu doit être l'un de : ${N1_MEDIA_TYPES.join(', ')}.`)
  }
  if (attributeOf(text, 'representation') !== 'B64') {
    report('error', 'CDA.BODY_BASE64', text, 'Le contenu est encapsulé en base64 (representation="B64").')
    return
  }
  const content = (text.textContent ?? '').replace(/\s+/g, '')
  if (content.length % 4 !== 0) {
    report('warning', 'CDA.BODY_PADDING', text, 'Le base64 du contenu est incomplet : il manque son remplissage « = ».')
  }
  try {
    const bytes = decodeBase64(content)
    const isPdf = bytes.subarray(0, 1024).includes('%PDF-')
    if (mediaType === 'application/pdf' && !isPdf) report('error', 'CDA.BODY', text, "Le contenu n'est pas un PDF.")
  } catch (error) {
    if (!(error instanceof CdaError)) throw error
    report('error', 'CDA.BODY_BASE64', text, error.message)
  }
}
