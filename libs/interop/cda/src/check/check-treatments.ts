import { attributeOf, childOf, childrenOf, descend, type XmlElement } from '@anamnese/interop-xml'
import { HL7_V3, XSI } from '../oids'
import type { CheckContext } from './finding'

const CCD = '2.16.840.1.113883.10.20.1.24'
const DOSING = ['7.1', '8', '9', '10', '11'].map((mode) => `1.3.6.1.4.1.19376.1.5.3.1.4.${mode}`)
const PRODUCT = ['2.16.840.1.113883.10.20.1.53', '1.3.6.1.4.1.19376.1.5.3.1.4.7.2']
const CIS = '1.2.250.1.213.2.3.1'

/** A section of medicines: at least one administration, each with what identifies it, its dosing mode and its product. */
export function checkTreatments({ report }: CheckContext, section: XmlElement): void {
  const found = childrenOf(section, 'entry', HL7_V3).flatMap((entry) =>
    childrenOf(entry, 'substanceAdministration', HL7_V3),
  )
  if (found.length === 0) {
    report('error', 'CDA.LDL_SES.TREATMENTS', section, 'La section a au moins un traitement, même pour dire « aucun ».')
  }
  for (const treatment of found) {
    for (const fault of faultsOf(treatment)) report('error', 'CDA.LDL_SES.TREATMENT', treatment, fault)
  }
}

function faultsOf(treatment: XmlElement): string[] {
  const templates = rootsOf(treatment)
  const product = descend(treatment, 'consumable', 'manufacturedProduct')
  return [
    !templates.includes(CCD) && `Le traitement n’a pas le templateId ${CCD}.`,
    !templates.some((root) => DOSING.includes(root)) && 'Le mode de dosage du traitement manque (templateId).',
    !['EVN', 'INT'].includes(attributeOf(treatment, 'moodCode') ?? '') &&
      'Un traitement est donné (EVN) ou prévu (INT).',
    childrenOf(treatment, 'id', HL7_V3).length !== 1 && 'Un traitement a un identifiant, et un seul.',
    !descend(treatment, 'text', 'reference') && 'Le traitement désigne son texte par une référence.',
    attributeOf(childOf(treatment, 'statusCode', HL7_V3), 'code') !== 'completed' &&
      'Le statut d’un traitement vaut « completed », même s’il continue.',
    !product && 'Le traitement n’a pas de produit.',
    product && !PRODUCT.every((root) => rootsOf(product).includes(root)) && 'Un templateId du produit manque.',
    product && productFault(product),
    ...periodFaults(treatment),
    quantityFault(treatment),
  ].filter((fault): fault is string => typeof fault === 'string')
}

function productFault(product: XmlElement): string | undefined {
  const material = childOf(product, 'manufacturedMaterial', HL7_V3)
  if (childrenOf(material ?? product, 'name', HL7_V3).length !== 1) return 'Le produit a un nom, et un seul.'
  const code = childOf(material, 'code', HL7_V3)
  if (attributeOf(code, 'code') === undefined) return undefined
  if (attributeOf(code, 'codeSystem') !== CIS)
    return 'Le produit est codé en CIS ; ATC, CIP et UCD sont des traductions.'
  return descend(code, 'originalText', 'reference') ? undefined : 'Le produit codé désigne le texte qui le nomme.'
}

function periodFaults(treatment: XmlElement): string[] {
  return childrenOf(treatment, 'effectiveTime', HL7_V3).flatMap((element, index) => {
    const type = element.getAttributeNS(XSI, 'type') ?? ''
    if (index === 0 && type === 'IVL_TS') {
      const whole = childOf(element, 'low', HL7_V3) && childOf(element, 'high', HL7_V3)
      return whole || childOf(element, 'width', HL7_V3)
        ? []
        : ['La période d’un traitement a un début et une fin, ou une durée.']
    }
    if (attributeOf(element, 'nullFlavor') !== undefined) return []
    return /^(PIVL|EIVL)_TS$/.test(type) && attributeOf(element, 'operator') === 'A'
      ? []
      : ['La fréquence d’un traitement est un PIVL_TS ou un EIVL_TS, avec operator="A".']
  })
}

function quantityFault(treatment: XmlElement): string | undefined {
  const quantities = ['doseQuantity', 'rateQuantity'].flatMap((name) => childrenOf(treatment, name, HL7_V3))
  return quantities.some((quantity) => attributeOf(quantity, 'value') !== undefined)
    ? 'Une dose s’écrit par ses bornes (low et high).'
    : undefined
}

function rootsOf(element: XmlElement): string[] {
  return childrenOf(element, 'templateId', HL7_V3).map((template) => attributeOf(template, 'root') ?? '')
}
