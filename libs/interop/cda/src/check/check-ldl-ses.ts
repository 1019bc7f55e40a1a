import { codesIn, ENTRY_MODE, EXIT_MODE, J142_ENCOUNTER_TYPE, type ValueSet } from '@anamnese/domain-value-sets'
import { attributeOf, childOf, childrenOf, descend, type XmlElement } from '@anamnese/interop-xml'
import { sectionsOf } from '../n3/read-pdf-copy'
import { SECTIONS, TA_ASIP, TEMPLATE_LDL_SES } from '../n3/templates'
import { HL7_V3 } from '../oids'
import { checkTreatments } from './check-treatments'
import { elementsAt, type CheckContext } from './finding'

/** The templates by which the rules of the volet look for its mandatory sections. */
const MANDATORY: readonly [template: string, name: string][] = [
  ['1.2.250.1.213.1.1.2.35.1', 'Statut du document'],
  ['1.3.6.1.4.1.19376.1.5.3.1.3.1', 'Motif de l’hospitalisation'],
  ['1.3.6.1.4.1.19376.1.7.3.1.1.13.7', 'Synthèse médicale du séjour'],
  ['1.3.6.1.4.1.19376.1.5.3.1.3.22', 'Traitements à la sortie'],
]

/** Observations that the synthesis always has. */
const EXPECTED: readonly [code: string, name: string][] = [
  ['ORG-070', 'modalité d’entrée'],
  ['ORG-074', 'modalité de sortie'],
  ['MED-142', 'synthèse médicale'],
  ['MED-309', 'recherche de microorganismes'],
  ['MED-145', 'transfusion de produits sanguins'],
  ['MED-147', 'administration de dérivés du sang'],
]
/** Those that a « yes » adds. */
const DETAILS = ['MED-143', 'MED-144', 'MED-146', 'MED-148']

/** Rules of the discharge letter, LDL-SES 2022.01; a document of another model is left alone. */
export function checkLdlSes(context: CheckContext, strict: boolean): void {
  const { document, report } = context
  const template = childrenOf(document, 'templateId', HL7_V3).find(
    (element) => attributeOf(element, 'root') === TEMPLATE_LDL_SES.root,
  )
  if (!template) return
  const silent = strict ? 'error' : 'warning'
  if (attributeOf(template, 'extension') !== TEMPLATE_LDL_SES.extension) {
    report(silent, 'CDA.LDL_SES.VERSION', template, 'La version du modèle attendue est 2022.01.')
  }
  if (attributeOf(childOf(document, 'code', HL7_V3), 'code') !== '11490-0') {
    report('error', 'CDA.LDL_SES.CODE', document, 'Une lettre de liaison à la sortie a le code 11490-0.')
  }
  checkHeader(context, silent)
  const body = descend(document, 'component', 'structuredBody')
  const sections = body ? sectionsOf(body) : []
  for (const [root, name] of MANDATORY) {
    if (!sections.some((section) => hasTemplate(section, root))) {
      report('error', 'CDA.LDL_SES.SECTION', body ?? document, `La section « ${name} » est obligatoire.`)
    }
  }
  for (const section of sections) checkSection(context, section, silent)
}

function checkHeader({ document, report }: CheckContext, silent: 'error' | 'warning'): void {
  const birth = descend(document, 'recordTarget', 'patientRole', 'patient', 'birthTime')
  if (attributeOf(birth, 'value') === undefined) {
    report('error', 'CDA.LDL_SES.BIRTH', birth ?? document, 'La date de naissance est obligatoire.')
  }
  for (const path of ['documentationOf/serviceEvent/code', 'componentOf/encompassingEncounter/code']) {
    const codes = elementsAt(document, path)
    if (codes.length === 0) {
      report(silent, 'CDA.LDL_SES.ENCOUNTER', document, `Le type de séjour (${path}) est attendu.`)
    }
    for (const element of codes) {
      const known = codesIn(J142_ENCOUNTER_TYPE).includes(attributeOf(element, 'code') ?? '')
      if (!known) report(silent, 'CDA.LDL_SES.ENCOUNTER', element, 'Le type de séjour est l’un de ceux de JDV_J142.')
    }
  }
}

function checkSection(context: CheckContext, section: XmlElement, silent: 'error' | 'warning'): void {
  const { report } = context
  const entries = childrenOf(section, 'entry', HL7_V3)
  if (hasTemplate(section, SECTIONS.synthesis.templates[1])) checkSynthesis(context, section, silent)
  if (hasTemplate(section, SECTIONS.status.templates[1])) {
    const observations = observationsOf(section)
    const codes = observations.map(codeOfObservation)
    for (const observation of observations) checkSimpleObservation(report, observation)
    if (childOf(section, 'id', HL7_V3) === undefined || codes.filter((code) => code === 'GEN-065').length !== 1) {
      report('error', 'CDA.LDL_SES.STATUS', section, 'La section du statut a un identifiant et un statut, et un seul.')
    }
  }
  if (hasTemplate(section, SECTIONS.results.templates[0]) && entries.length > 0) {
    const coded = hasTemplate(section, '1.3.6.1.4.1.19376.1.5.3.1.3.28')
    if (!coded) report('error', 'CDA.LDL_SES.RESULTS', section, 'La section des résultats n’a pas d’entrée codée.')
  }
  for (const model of [SECTIONS.treatments, SECTIONS.stoppedTreatments]) {
    if (hasTemplate(section, model.templates[0])) checkTreatments(context, section)
  }
  if (hasTemplate(section, SECTIONS.allergies.templates[1]) && entries.length === 0) {
    report('error', 'CDA.LDL_SES.ALLERGIES', section, 'La section des allergies a au moins une entrée.')
  }
}

function checkSynthesis({ report }: CheckContext, section: XmlElement, silent: 'error' | 'warning'): void {
  if (!hasTemplate(section, SECTIONS.synthesis.templates[0])) {
    report('error', 'CDA.LDL_SES.SYNTHESIS', section, 'La section de la synthèse n’a pas le templateId de son modèle.')
  }
  const observations = observationsOf(section)
  if (observations.length === 0) {
    report('error', 'CDA.LDL_SES.SYNTHESIS', section, 'La section de la synthèse a au moins une observation.')
  }
  const codes = observations.map(codeOfObservation)
  for (const [code, name] of EXPECTED) {
    if (!codes.includes(code)) report(silent, 'CDA.LDL_SES.SYNTHESIS', section, `Il manque l’observation « ${name} ».`)
  }
  for (const [index, observation] of observations.entries()) {
    const code = codes[index] ?? ''
    if (!EXPECTED.some(([expected]) => expected === code) && !DETAILS.includes(code)) {
      report('error', 'CDA.LDL_SES.SYNTHESIS', observation, 'Cette observation n’est pas de celles de la synthèse.')
    }
    if (code === 'ORG-070') checkMode(report, observation, ENTRY_MODE, 'error')
    if (code === 'ORG-074') checkMode(report, observation, EXIT_MODE, silent)
    checkSimpleObservation(report, observation)
  }
}

/** The mode of entry takes no null; that of discharge may. */
function checkMode(
  report: CheckContext['report'],
  observation: XmlElement,
  set: ValueSet,
  severity: 'error' | 'warning',
): void {
  const value = childOf(observation, 'value', HL7_V3)
  if (set === EXIT_MODE && attributeOf(value, 'nullFlavor') !== undefined) return
  if (codesIn(set).includes(attributeOf(value, 'code') ?? '')) return
  report(severity, 'CDA.LDL_SES.MODE', value ?? observation, `La valeur n’est pas dans le jeu de valeurs ${set.name}.`)
}

function checkSimpleObservation(report: CheckContext['report'], observation: XmlElement): void {
  const missing = (['id', 'code', 'effectiveTime', 'value'] as const).filter(
    (name) => childrenOf(observation, name, HL7_V3).length !== 1,
  )
  if (missing.length > 0) {
    report('error', 'CDA.LDL_SES.OBSERVATION', observation, `Il faut une fois, et une seule : ${missing.join(', ')}.`)
  }
  if (attributeOf(childOf(observation, 'statusCode', HL7_V3), 'code') !== 'completed') {
    report('error', 'CDA.LDL_SES.OBSERVATION', observation, 'Le statut de l’observation vaut « completed ».')
  }
  if (!descend(observation, 'text', 'reference')) {
    report('error', 'CDA.LDL_SES.OBSERVATION', observation, 'L’observation désigne son texte par une référence.')
  }
}

function observationsOf(section: XmlElement): XmlElement[] {
  return childrenOf(section, 'entry', HL7_V3).flatMap((entry) => childrenOf(entry, 'observation', HL7_V3))
}

function codeOfObservation(observation: XmlElement): string {
  const code = childOf(observation, 'code', HL7_V3)
  return attributeOf(code, 'codeSystem') === TA_ASIP ? (attributeOf(code, 'code') ?? '') : ''
}

function hasTemplate(section: XmlElement, root: string): boolean {
  return childrenOf(section, 'templateId', HL7_V3).some((element) => attributeOf(element, 'root') === root)
}
