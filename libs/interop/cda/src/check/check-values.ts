import { attributeOf, childrenOf, type XmlElement } from '@anamnese/interop-xml'
import { HL7_V3 } from '../oids'
import { hasOffsetWhenNeeded, instantOfHl7Time, isHl7Time } from '../time'
import type { CheckContext } from './finding'

const NULL_FLAVORS = ['UNK', 'NASK', 'ASKU', 'NAV', 'MSK']
const TIMES = new Set(['effectiveTime', 'time', 'low', 'high', 'center', 'birthTime', 'deceasedTime'])
const TELECOM_USES = ['H', 'HP', 'HV', 'WP', 'DIR', 'PUB', 'EC', 'MC', 'PG']
const ADDRESS_USES = ['H', 'HP', 'HV', 'WP', 'TMP', 'DIR', 'PUB']

/** Rules on every element of the header, wherever it is: null flavours, times, telecoms, addresses. */
export function checkValues(context: CheckContext): void {
  for (const element of context.headerElements) {
    checkNullFlavor(context, element)
    if (TIMES.has(element.localName ?? '')) checkTime(context, element)
    if (element.namespaceURI !== HL7_V3) continue
    if (element.localName === 'telecom') checkTelecom(context, element)
    if (element.localName === 'addr') checkAddress(context, element)
  }
  checkPrecision(context)
  checkIntervals(context)
}

function checkNullFlavor({ report }: CheckContext, element: XmlElement): void {
  const flavor = attributeOf(element, 'nullFlavor')
  if (flavor === undefined || NULL_FLAVORS.includes(flavor)) return
  // The role of a participant has no time of its own: the volet of the discharge letter writes it so.
  if (flavor === 'NA' && element.localName === 'time' && element.parentNode?.localName === 'participant') return
  // NA is outside of the set, yet it is in the published samples of the discharge letter.
  const severity = flavor === 'NA' ? 'warning' : 'error'
  report(severity, 'CDA.NULL_FLAVOR', element, `Le nullFlavor doit être l'un de : ${NULL_FLAVORS.join(', ')}.`)
}

function checkTime({ report }: CheckContext, element: XmlElement): void {
  const value = attributeOf(element, 'value')
  if (value === undefined) return
  if (!isHl7Time(value)) report('error', 'CDA.TIME', element, "La date n'a pas un format admis, ou n'existe pas.")
  else if (!hasOffsetWhenNeeded(value)) {
    report(
      'warning',
      'CDA.TIME_OFFSET',
      element,
      'Une heure est écrite avec son décalage par rapport au temps universel.',
    )
  }
}

function checkPrecision({ document, headerElements, report }: CheckContext): void {
  for (const element of headerElements) {
    const exact =
      element.parentNode === document
        ? element.localName === 'effectiveTime'
        : element.localName === 'time' && element.parentNode?.localName === 'author'
    const value = attributeOf(element, 'value')
    if (exact && value !== undefined && !/^\d{14}/.test(value)) {
      report('error', 'CDA.TIME_PRECISION', element, 'Cette date est écrite à la seconde.')
    }
  }
}

/** A period ends after it starts; a bound that is there is known, or says why it is not. */
function checkIntervals({ headerElements, report }: CheckContext): void {
  for (const element of headerElements) {
    const bounds = ['low', 'high'].flatMap((name) => childrenOf(element, name, HL7_V3).slice(0, 1))
    for (const bound of bounds) {
      if (attributeOf(bound, 'value') === undefined && attributeOf(bound, 'nullFlavor') === undefined) {
        report('error', 'CDA.TIME', bound, "L'attribut value doit être présent.")
      }
    }
    const [low, high] = bounds.map((bound) => attributeOf(bound, 'value'))
    if (low === undefined || high === undefined || !isHl7Time(low) || !isHl7Time(high)) continue
    if (instantOfHl7Time(high) < instantOfHl7Time(low)) {
      report('error', 'CDA.INTERVAL', element, 'La fin de la période précède son début.')
    }
  }
}

function checkTelecom({ report }: CheckContext, element: XmlElement): void {
  const value = attributeOf(element, 'value')
  const flavor = attributeOf(element, 'nullFlavor')
  if ((value === undefined) === (flavor === undefined)) {
    report('error', 'CDA.TELECOM', element, 'Un moyen de communication a soit une valeur, soit un nullFlavor.')
  }
  if (value !== undefined && !/^(tel|fax|mailto|http|https|ftp|mllp):\S+$/.test(value)) {
    report(
      'error',
      'CDA.TELECOM',
      element,
      'Un moyen de communication commence par tel:, fax:, mailto:, http:, ftp: ou mllp:, sans espace.',
    )
  }
  const use = attributeOf(element, 'use')
  if (use !== undefined && !use.split(' ').every((part) => TELECOM_USES.includes(part))) {
    report('error', 'CDA.TELECOM_USE', element, `L'usage doit être l'un de : ${TELECOM_USES.join(', ')}.`)
  }
}

function checkAddress({ report }: CheckContext, element: XmlElement): void {
  const use = attributeOf(element, 'use')
  if (use !== undefined && !use.split(' ').every((part) => ADDRESS_USES.includes(part))) {
    report('error', 'CDA.ADDRESS_USE', element, `L'usage de l'adresse doit être l'un de : ${ADDRESS_USES.join(', ')}.`)
  }
  const counts = new Map<string, number>()
  for (let node = element.firstChild; node; node = node.nextSibling) {
    const name = (node as XmlElement).localName
    if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  for (const [name, count] of counts) {
    if (count > (name === 'streetAddressLine' ? 7 : 1)) {
      report('error', 'CDA.ADDRESS', element, `L'élément ${name} est répété dans l'adresse.`)
    }
  }
}
