import type { Hl7Segment } from '@anamnese/interop-hl7v2'
import { isCutShort } from '../base64'
import { FLAG_SYSTEM, FLAGS, FLAGS_OF, MAIL_BODIES, YES_NO_SYSTEM } from '../codes'
import { isDocument } from '../read-message'
import { Findings, place, type Rule } from './context'

const LABELS = new Map<string, string>(FLAGS.map(([, code, label]) => [code, label]))
const BODIES = new Set<string>([MAIL_BODIES.professional[0], MAIL_BODIES.patient[0]])

/** The metadata OBX: all present, in their order, well formed; then the mail texts. */
export const metadataRule: Rule = ({ message, volet, kind }) => {
  const found = new Findings(volet, 'métadonnées DMP/MSSanté')
  const observations = message.all('OBX')
  observations.forEach((obx, index) => {
    if (obx.get(1) !== String(index + 1)) found.warn(`${place(obx)}-1`, '102', `OBX-1 vaut ${index + 1}.`)
  })
  const metadata = observations.filter((obx) => LABELS.has(obx.get(3) ?? ''))
  const codes = metadata.map((obx) => obx.get(3) ?? '')
  const expected = FLAGS_OF[volet]
  for (const code of expected) {
    const count = codes.filter((one) => one === code).length
    if (count === 0) found.error('OBX-3', '100', `La métadonnée ${code} est absente.`)
    if (count > 1) found.error('OBX-3', '207', `La métadonnée ${code} est répétée.`)
  }
  const order = codes.filter((code) => expected.includes(code))
  if (order.length === expected.length && order.some((code, index) => code !== expected[index])) {
    found.error('OBX-3', '100', `Les métadonnées ne sont pas dans l'ordre : ${expected.join(', ')}.`)
  }
  for (const obx of metadata) metadatum(obx, kind, found)
  for (const obx of observations) if (BODIES.has(obx.get(3) ?? '')) body(obx, found)
  if (volet === '1.1' && !observations.some((obx) => obx.get(2) === 'ED' && !isDocument(obx))) {
    found.error('OBX(2)', '100', "L'OBX qui porte le courriel est absent.")
  }
  return found.list
}

function metadatum(obx: Hl7Segment, kind: 'MDM' | 'ORU', found: Findings): void {
  const at = place(obx)
  const code = obx.get(3) ?? ''
  const type = kind === 'MDM' ? 'CWE' : 'CE'
  if (obx.get(2) !== type) found.error(`${at}-2`, '103', `${code} est de type ${type}.`)
  if (obx.get(3, 3) !== FLAG_SYSTEM) found.error(`${at}-3.3`, '103', `${code} vient du système ${FLAG_SYSTEM}.`)
  if (obx.get(3, 2) !== LABELS.get(code))
    found.warn(`${at}-3.2`, '103', `Le libellé de ${code} n'est pas celui du volet.`)
  if (!['Y', 'N'].includes(obx.get(5) ?? '')) found.error(`${at}-5`, '103', `${code} vaut Y ou N.`)
  if (obx.get(5, 3) !== YES_NO_SYSTEM) found.warn(`${at}-5.3`, '103', `La valeur de ${code} vient de ${YES_NO_SYSTEM}.`)
  if (obx.get(11) !== 'F') found.error(`${at}-11`, '103', `OBX-11 vaut F pour ${code}.`)
}

function body(obx: Hl7Segment, found: Findings): void {
  const at = place(obx)
  if (obx.get(2) !== 'ED') found.error(`${at}-2`, '103', `${obx.get(3) ?? ''} est de type ED.`)
  if (obx.get(5, 4)?.toLowerCase() !== 'base64') found.error(`${at}-5.4`, '103', 'Le texte du courriel est en Base64.')
  if (isCutShort(obx.get(5, 5) ?? '')) found.warn(`${at}-5.5`, '102', 'Le base64 du texte du courriel est tronqué.')
}
