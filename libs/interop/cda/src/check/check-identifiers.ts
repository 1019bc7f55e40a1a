import { attributeOf, childOf } from '@anamnese/interop-xml'
import { OID_DMP, OID_PROFESSIONALS, OID_STRUCTURES } from '../oids'
import { elementsAt, type CheckContext } from './finding'

const ENCOUNTER = 'componentOf/encompassingEncounter'

/**
 * Identifiers that must be in a given domain: professionals by PS_IdNat, structures by Struct_IdNat. The first of an element is held to it:
 * published documents add one of their own after it.
 */
const IN_DOMAIN: readonly [path: string, root: string][] = [
  ['authenticator/assignedEntity/id', OID_PROFESSIONALS],
  ['informationRecipient/intendedRecipient/id', OID_PROFESSIONALS],
  [`${ENCOUNTER}/responsibleParty/assignedEntity/id`, OID_PROFESSIONALS],
  [`${ENCOUNTER}/encounterParticipant/assignedEntity/id`, OID_PROFESSIONALS],
  ['author/assignedAuthor/representedOrganization/id', OID_STRUCTURES],
  ['informant/assignedEntity/representedOrganization/id', OID_STRUCTURES],
  ['informationRecipient/intendedRecipient/receivedOrganization/id', OID_STRUCTURES],
  ['legalAuthenticator/assignedEntity/representedOrganization/id', OID_STRUCTURES],
  ['authenticator/assignedEntity/representedOrganization/id', OID_STRUCTURES],
  ['documentationOf/serviceEvent/performer/assignedEntity/representedOrganization/id', OID_STRUCTURES],
  [`${ENCOUNTER}/responsibleParty/assignedEntity/representedOrganization/id`, OID_STRUCTURES],
  [`${ENCOUNTER}/encounterParticipant/assignedEntity/representedOrganization/id`, OID_STRUCTURES],
  ['recordTarget/patientRole/patient/guardian/guardianOrganization/id', OID_STRUCTURES],
]

/** Identifiers of any domain, that have a root and an extension. */
const COMPLETE = [
  'author/assignedAuthor/id',
  'informant/assignedEntity/id',
  'legalAuthenticator/assignedEntity/id',
  'participant/associatedEntity/id',
  'recordTarget/patientRole/id',
]

/** Identifiers whose root alone is required. */
const ROOTED = [`${ENCOUNTER}/id`, 'relatedDocument/parentDocument/id', 'templateId']

/** Every identifier of the header has what makes it one, in the domain where it belongs. */
export function checkIdentifiers(context: CheckContext): void {
  for (const [path, root] of IN_DOMAIN) {
    checkEach(context, path, (id) => {
      if (!id.first) return undefined
      if (id.root !== root) return `L'identifiant doit être dans ${root}.`
      return id.extension === undefined ? "L'identifiant doit avoir une extension." : undefined
    })
  }
  for (const path of COMPLETE) {
    checkEach(context, path, ({ root, extension }) =>
      root === undefined || extension === undefined ? "L'identifiant a un root et une extension." : undefined,
    )
  }
  for (const path of ROOTED) {
    checkEach(context, path, ({ root }) => (root === undefined ? "L'attribut root doit être présent." : undefined))
  }
  checkEach(context, 'custodian/assignedCustodian/representedCustodianOrganization/id', custodianFault)
}

interface Identifier {
  root: string | undefined
  extension: string | undefined
  /** among the identifiers of its element */
  first: boolean
}

/** A structure, or the DMP itself for what patients put there, which has no extension. */
function custodianFault({ root, extension }: Identifier): string | undefined {
  if (root === OID_DMP)
    return extension === undefined ? undefined : 'Le DMP, dépositaire, est identifié sans extension.'
  if (root !== OID_STRUCTURES) return `Le dépositaire est identifié dans ${OID_STRUCTURES}, ou est le DMP (${OID_DMP}).`
  return extension === undefined ? "L'identifiant du dépositaire doit avoir une extension." : undefined
}

function checkEach(
  { document, report }: CheckContext,
  path: string,
  faultOf: (id: Identifier) => string | undefined,
): void {
  for (const element of elementsAt(document, path)) {
    if (attributeOf(element, 'nullFlavor') !== undefined) continue
    const first = childOf(element.parentNode ?? undefined, 'id') === element
    const fault = faultOf({ root: attributeOf(element, 'root'), extension: attributeOf(element, 'extension'), first })
    if (fault !== undefined) report('error', 'CDA.IDENTIFIER', element, fault)
  }
}
