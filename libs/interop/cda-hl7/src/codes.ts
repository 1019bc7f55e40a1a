/** CI-SIS « Transmission de documents CDA en HL7v2 » v2.1 (DPI → PFI) and « Transmission au LPS… » v1.1 (PFI → DPI). */
export type Volet = '2.1' | '1.1'

/** MSH-21 of each volet: version and namespace. */
export const PROFILES: Readonly<Record<Volet, string>> = { '2.1': 'CISIS_CDA_HL7_V2', '1.1': 'CISIS_CDA_HL7_LPS' }

export type CdaOperation = 'create' | 'replace' | 'delete'

/** What says the operation: MDM event, ORC-1, OBX-11 of the document (volet 2.1, business flows). */
export const OPERATIONS: Readonly<Record<CdaOperation, { event: string; order: string; status: string }>> = {
  create: { event: 'T02', order: 'NW', status: 'F' },
  replace: { event: 'T10', order: 'RO', status: 'C' },
  delete: { event: 'T04', order: 'CA', status: 'D' },
}

/** Metadata that take yes or no, in the order that the volet imposes, with the label of the table MetaDMPMSS. */
export const FLAGS = [
  ['masquePs', 'MASQUE_PS', 'Masqué aux professionnels de Santé'],
  ['invisiblePatient', 'INVISIBLE_PATIENT', 'Document Non Visible par le patient'],
  ['invisibleRepLegaux', 'INVISIBLE_REP_LEGAUX', 'Non visible par les représentants Légaux du patient'],
  ['connexionSecrete', 'CONNEXION_SECRETE', 'Connexion Secrete'],
  ['modifConfCode', 'MODIF_CONF_CODE', 'Modification Confidentiality Code'],
  ['destDmp', 'DESTDMP', 'Destinataire DMP'],
  ['destMssPs', 'DESTMSSANTEPS', 'Destinataire (Professionnel de Santé, organisation ou BAL applicative)'],
  ['destMssPatient', 'DESTMSSANTEPAT', 'Destinataire Patient'],
  ['ackReception', 'ACK_RECEPTION', 'Accusé de réception'],
  ['ackLecture', 'ACK_LECTURE_MSS', 'Accusé de lecture'],
] as const

export type FlagName = (typeof FLAGS)[number][0]

/** The metadata that a message of each volet carries, all of them compulsory. */
export const FLAGS_OF: Readonly<Record<Volet, readonly string[]>> = {
  '2.1': FLAGS.map(([, code]) => code),
  '1.1': ['MASQUE_PS', 'INVISIBLE_PATIENT', 'INVISIBLE_REP_LEGAUX', 'MODIF_CONF_CODE'],
}

export const FLAG_SYSTEM = 'MetaDMPMSS'
export const YES_NO_SYSTEM = 'expandedYes-NoIndicator'
export const MAIL_BODIES = {
  professional: ['CORPSMAIL_PS', 'Corps du mail pour un PS'],
  patient: ['CORPSMAIL_PATIENT', 'Corps du mail pour le patient'],
} as const

export const PS_OID = '1.2.250.1.71.4.2.1'
export const STRUCTURE_OID = '1.2.250.1.71.4.2.2'
const LOINC_OID = '2.16.840.1.113883.6.1'
const TRE_A05_OID = '1.2.250.1.213.1.1.4.12'

/** HL7 name of the code system of a document type, by OID. */
export const TYPE_SYSTEMS: Readonly<Record<string, string>> = { [LOINC_OID]: 'LN', [TRE_A05_OID]: 'TRE_A05' }

/** Name that goes with the OID of an INS in CX-4. */
export const INS_AUTHORITIES: Readonly<Record<string, string>> = {
  '1.2.250.1.213.1.4.8': 'ASIP-SANTE-INS-NIR',
  '1.2.250.1.213.1.4.9': 'ASIP-SANTE-INS-NIA',
  '1.2.250.1.213.1.4.10': 'ASIP-SANTE-INS-NIR',
  '1.2.250.1.213.1.4.11': 'ASIP-SANTE-INS-NIR',
}

/** Participation of PRT-4 with its label: sender, recipient, address for the answer. */
export const PARTICIPATIONS = { SB: 'Send by', RCT: 'Result Copies To', REPLY: 'Reply To' } as const
export type Participation = keyof typeof PARTICIPATIONS
