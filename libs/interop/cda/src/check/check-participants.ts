import { attributeOf, childOf, childrenOf, descend, type XmlElement } from '@anamnese/interop-xml'
import { HL7_V3, OID_PROFESSIONALS } from '../oids'
import { elementsAt, type CheckContext } from './finding'

/** Authors, custodian, signatory, and the main act. */
export function checkParticipants(context: CheckContext): void {
  for (const author of elementsAt(context.document, 'author/assignedAuthor')) checkAuthor(context, author)
  checkChoices(context)
  checkSignatures(context)
  checkMainAct(context)
  checkConsents(context)
}

function checkAuthor({ report }: CheckContext, author: XmlElement): void {
  const person = childOf(author, 'assignedPerson', HL7_V3)
  const device = childOf(author, 'assignedAuthoringDevice', HL7_V3)
  if (person && device) report('error', 'CDA.AUTHOR', author, "L'auteur est une personne ou un système, pas les deux.")
  const isProfessional = attributeOf(childOf(author, 'id'), 'root') === OID_PROFESSIONALS
  if (isProfessional) requireProfessional(report, author)
}

/** A professional has a profession, a name and a structure; published samples leave some of it out, so that it is only a warning. */
function requireProfessional(report: CheckContext['report'], entity: XmlElement): void {
  for (const [element, label] of [
    ['code', 'la profession'],
    ['assignedPerson', 'le nom'],
    ['representedOrganization', 'la structure'],
  ] as const) {
    if (!childOf(entity, element, HL7_V3))
      report('warning', 'CDA.PROFESSIONAL', entity, `Il manque ${label} du professionnel.`)
  }
}

function checkSignatures({ document, report }: CheckContext): void {
  for (const role of ['legalAuthenticator', 'authenticator']) {
    for (const element of childrenOf(document, role, HL7_V3)) {
      const signature = childOf(element, 'signatureCode', HL7_V3)
      if (signature && attributeOf(signature, 'code') !== 'S') {
        report('error', 'CDA.SIGNATURE', signature, 'Le code de signature doit valoir « S ».')
      }
      const entity = childOf(element, 'assignedEntity', HL7_V3)
      if (entity && attributeOf(childOf(entity, 'id'), 'root') === OID_PROFESSIONALS) {
        requireProfessional(report, entity)
      }
    }
  }
}

function checkMainAct({ document, report }: CheckContext): void {
  const acts = elementsAt(document, 'documentationOf/serviceEvent')
  const complete = acts.some((act) => {
    const setting = descend(act, 'performer', 'assignedEntity', 'representedOrganization', 'standardIndustryClassCode')
    const low = attributeOf(descend(act, 'effectiveTime', 'low'), 'value')
    return low !== undefined && attributeOf(setting, 'code') !== undefined
  })
  if (!complete && acts[0]) {
    report(
      'error',
      'CDA.MAIN_ACT',
      acts[0],
      "L'acte principal a une date de début et un exécutant avec son cadre d'exercice.",
    )
  }
  for (const performer of elementsAt(document, 'documentationOf/serviceEvent/performer')) {
    if (attributeOf(performer, 'typeCode') !== 'PRF') {
      report('error', 'CDA.PERFORMER', performer, "L'exécutant a le type « PRF ».")
    }
  }
}

function checkConsents({ document, report }: CheckContext): void {
  for (const status of elementsAt(document, 'authorization/consent/statusCode')) {
    if (attributeOf(status, 'code') !== 'completed' && attributeOf(status, 'nullFlavor') === undefined) {
      report('error', 'CDA.CONSENT', status, 'Le statut du consentement doit valoir « completed ».')
    }
  }
}

/** Elements of which exactly one of two is there. */
const CHOICES: readonly [path: string, one: string, other: string][] = [
  ['informant', 'assignedEntity', 'relatedEntity'],
  ['recordTarget/patientRole/patient/guardian', 'guardianPerson', 'guardianOrganization'],
]

function checkChoices({ document, report }: CheckContext): void {
  for (const [path, one, other] of CHOICES) {
    for (const element of elementsAt(document, path)) {
      const present = childrenOf(element, one, HL7_V3).length + childrenOf(element, other, HL7_V3).length
      if (present !== 1) report('error', 'CDA.CHOICE', element, `Il faut ${one} ou ${other}, et un seul.`)
    }
  }
}
