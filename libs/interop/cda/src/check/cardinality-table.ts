/** `element min..max`; `!` after the name: the element may not be a nullFlavor. */
const PERSON_NAME = 'family! 1..1, given 0..1, prefix 0..1, suffix 0..1'
const ENTITY = 'id 1..1, code 0..1, assignedPerson 0..1, representedOrganization 0..1'

/** Elements of the header by parent, from the volet Structuration minimale (cardinalities that the XSD alone does not hold). */
export const CARDINALITIES: Readonly<Record<string, string>> = {
  '':
    'realmCode 1..1, typeId 1..1, templateId 3..*, id! 1..1, code! 1..1, title! 1..1, effectiveTime! 1..1, confidentialityCode! 1..1, ' +
    'languageCode! 1..1, setId! 1..1, versionNumber! 1..1, copyTime 0..0, recordTarget! 1..1, author! 1..*, dataEnterer 0..1, ' +
    'custodian! 1..1, legalAuthenticator 1..1, documentationOf! 1..*, relatedDocument 0..1, componentOf! 1..1, component 1..1',
  recordTarget: 'patientRole 1..1',
  'recordTarget/patientRole': 'id! 1..*, patient! 1..1',
  'recordTarget/patientRole/patient':
    'name! 1..1, administrativeGenderCode 1..1, birthTime 1..1, birthplace 0..1, religiousAffiliationCode 0..0, raceCode 0..0, ' +
    'ethnicGroupCode 0..0',
  'recordTarget/patientRole/patient/name': 'given! 1..*, family! 1..*, prefix 0..1, suffix 0..1',
  'recordTarget/patientRole/patient/birthplace': 'place 1..1',
  author: 'functionCode 0..1, time 1..1, assignedAuthor! 1..1',
  'author/assignedAuthor':
    'id 1..*, code 0..1, assignedPerson 0..1, assignedAuthoringDevice 0..1, representedOrganization 0..1',
  'author/assignedAuthor/assignedPerson': 'name 1..1',
  'author/assignedAuthor/assignedPerson/name': PERSON_NAME,
  'author/assignedAuthor/assignedAuthoringDevice': 'manufacturerModelName 1..1, softwareName 1..1',
  'author/assignedAuthor/representedOrganization': 'id 0..1, name 0..1, standardIndustryClassCode 0..1',
  dataEnterer: 'time 0..1',
  informant: 'assignedEntity 0..1, relatedEntity 0..1',
  'informant/assignedEntity': ENTITY,
  'informant/relatedEntity': 'code 0..1, relatedPerson 1..1',
  'informant/relatedEntity/relatedPerson': 'name 1..1',
  custodian: 'assignedCustodian 1..1',
  'custodian/assignedCustodian': 'representedCustodianOrganization 1..1',
  'custodian/assignedCustodian/representedCustodianOrganization': 'id! 1..1, name 0..1, telecom 0..1, addr 0..1',
  informationRecipient: 'intendedRecipient 1..1',
  'informationRecipient/intendedRecipient': 'informationRecipient 0..1, receivedOrganization 0..1',
  'informationRecipient/intendedRecipient/informationRecipient/name': PERSON_NAME,
  legalAuthenticator: 'time 1..1, signatureCode 1..1, assignedEntity 1..1',
  'legalAuthenticator/assignedEntity': ENTITY.replace('id', 'id!'),
  'legalAuthenticator/assignedEntity/assignedPerson': 'name! 1..1',
  'legalAuthenticator/assignedEntity/assignedPerson/name': PERSON_NAME,
  authenticator: 'time 1..1, signatureCode 1..1, assignedEntity 1..1',
  'authenticator/assignedEntity': ENTITY,
  participant: 'functionCode 0..1, time 1..1, associatedEntity 1..1',
  'participant/associatedEntity': 'id 0..1, code 0..1, associatedPerson 0..1, scopingOrganization 0..1',
  'participant/associatedEntity/associatedPerson': 'name 1..1',
  inFulfillmentOf: 'order 1..1',
  'inFulfillmentOf/order': 'id 1..1, code 0..1',
  documentationOf: 'serviceEvent! 1..1',
  'documentationOf/serviceEvent': 'code 0..1, effectiveTime 0..1, performer 0..1',
  'documentationOf/serviceEvent/effectiveTime': 'low 1..1, high 0..1',
  'documentationOf/serviceEvent/performer': 'functionCode 0..1, time 0..1, assignedEntity 1..1',
  'documentationOf/serviceEvent/performer/assignedEntity':
    'id 1..1, code 0..1, assignedPerson 0..1, representedOrganization 1..1',
  'documentationOf/serviceEvent/performer/assignedEntity/representedOrganization':
    'name 0..1, standardIndustryClassCode! 1..1, asOrganizationPartOf 0..1',
  relatedDocument: 'parentDocument! 1..1',
  'relatedDocument/parentDocument': 'id! 1..1, versionNumber 0..1',
  authorization: 'consent 1..1',
  'authorization/consent': 'code 1..1, statusCode 1..1',
  componentOf: 'encompassingEncounter! 1..1',
  'componentOf/encompassingEncounter':
    'code 0..1, effectiveTime 1..1, dischargeDispositionCode 0..1, responsibleParty 0..1, location 1..1',
  'componentOf/encompassingEncounter/responsibleParty': 'assignedEntity 1..1',
  'componentOf/encompassingEncounter/responsibleParty/assignedEntity': ENTITY,
  'componentOf/encompassingEncounter/encounterParticipant': 'time 0..1, assignedEntity 1..1',
  'componentOf/encompassingEncounter/location': 'healthCareFacility! 1..1',
  'componentOf/encompassingEncounter/location/healthCareFacility': 'code! 1..1, location 0..1',
}

/** The order of the header in CDA R2. */
export const HEADER_ORDER: readonly string[] =
  `realmCode typeId templateId id code title effectiveTime confidentialityCode languageCode setId versionNumber copyTime recordTarget
  author dataEnterer informant custodian informationRecipient legalAuthenticator authenticator participant inFulfillmentOf
  documentationOf relatedDocument authorization componentOf component`.split(/\s+/)
