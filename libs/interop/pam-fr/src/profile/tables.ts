/** Codes of the French tables that this product reads (PAM-FR 2.11 §6, IHE France constraints on data types 1.8.1). */
export const TABLES = {
  /** administrative sex; O was removed in 2.11 */
  '0001': ['F', 'M', 'U'],
  /** marital status */
  '0002': ['A', 'D', 'G', 'M', 'P', 'S', 'U', 'W'],
  /** patient class */
  '0004': ['E', 'I', 'O', 'R', 'N', 'V'],
  /** admission type */
  '0007': ['C', 'L', 'N', 'R', 'U', 'RM', 'IE'],
  /** admit source */
  '0023': ['1', '3', '4', '6', '7', '8', '90', '91'],
  /** charge price indicator: mode of treatment */
  '0032': '03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 28 32 33 37 38 39 97'.split(' '),
  /** accident */
  '0050': ['P', 'T', 'D', 'S', 'J', 'C', 'L', 'B', 'U'],
  '0103': ['P', 'D', 'T'],
  /** discharge disposition */
  '0112': ['2', '3', '4', '5', '6', 'R', 'E', 'F', 'A', 'P', 'S', 'B', 'REO', 'PSA'],
  /** role of a related person */
  '0131': ['C', 'K', 'P', 'R', 'N', 'E', 'I', 'F', 'S', 'O', 'U'],
  '0136': ['Y', 'N'],
  /** conditions of acknowledgement */
  '0155': ['AL', 'NE', 'ER', 'SU'],
  /** living arrangement */
  '0220': ['A', 'F', 'I', 'R', 'S', 'U', 'H'],
  '0287': ['AD', 'DE', 'UC', 'UP'],
  /** transport */
  '0430': ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11'],
  /** role of a professional */
  '0443': ['AD', 'AT', 'CP', 'FHCP', 'RP', 'RT', 'ODRP', 'SUBS'],
  /** identity reliability: status first, then attributes */
  '0445':
    'VIDE PROV VALI DOUB DESA DPOT DOUA COLP COLV FILI CACH ANOM IDVER RECD IDRA USUR HOMD HOMA INVA FICT DOUT'.split(
      ' ',
    ),
  /** relationship */
  '0063':
    'SPO DOM CHD GCH NCH SCH FCH DEP WRD PAR MTH FTH CGV GRD GRP EXF SIB BRO SIS FND OAD EME EMR ASC EMC OWN TRA MGR NON UNK OTH CUR'.split(
      ' ',
    ),
  /** room wanted */
  ROOM: ['CP', 'NP'],
  /** coordinated care path of an outpatient */
  CARE_PATH: 'TN TD TU TH TR MR TO ME 1C IT AG MT CS SM ML EM NT PI ZD AL PS AM CI ET MI DT MA AS'.split(' '),
  LONG_TERM_CONDITION: ['AD', 'AR', 'AN'],
  BILLING_CONDITIONS: ['F', 'N'],
  LAST_VISIT: ['D', 'N'],
  VISIT_CANCELLED: ['V', 'A'],
  ORIGIN: ['1', '2', '3', '4', '5', '6', '7', 'R', '9', 'U'],
  DESTINATION: ['1', '2', '3', '4', '6', '7', 'R', '8', '9'],
  EMERGENCY_PASSAGE: ['5', 'U', 'V'],
  ACTIVITY: ['1', '2', '3', '4', '5', '6', '7', '8'],
  CATEGORY: /^(?:[1-7]\d|8[0-6])$/,
  RIMP: ['1', '3', '4', '5', '6', '7', '8'],
  PSYCHIATRIC_MODE: ['OPP', 'SPP', 'SPL', 'SPAP', 'SDREP', 'SDREM', 'SDREIP', 'SPD', 'SDT', 'SDTU', 'SPI'],
  SUPPORT: ['MED', 'PARAMED', 'AUCUN'],
  /** types of identifiers, French table 0203 */
  '0203':
    'EI NH INS-C INS NNFRA PPN PI NDP PN RRI ADELI RPPS IDNPS RI FINEJ FINEG SIREN SIRET UF IDNST SRV MR AN VN SS'.split(
      ' ',
    ),
  /** types of assigning authorities */
  '0301': ['ISO', 'DNS', 'UUID', 'L', 'M', 'N'],
  /** use of a telecommunication address */
  '0201': ['ASN', 'BPN', 'EMR', 'NET', 'ORN', 'PRN', 'VHN', 'WPN'],
  /** its equipment */
  '0202': ['BP', 'CP', 'FX', 'Internet', 'MD', 'PH', 'TDD', 'X.400'],
  PROFESSIONAL_ID: ['RPPS', 'ADELI', 'IDNPS', 'EI', 'RI', 'FINEG', 'FINEJ'],
  OBSERVATION_STATUS: ['R', 'F', 'D', 'C', 'P'],
  /** name type of a patient */
  NAME_TYPE: ['L', 'D', 'S', 'U'],
  ADDRESS_TYPE: ['B', 'BA', 'BDL', 'BR', 'C', 'F', 'H', 'M', 'O', 'RH', 'VA', 'SA', 'ORI', 'DST', 'BI', 'ASE'],
  MOVEMENT_ACTION: ['INSERT', 'UPDATE', 'CANCEL'],
  DMP_STATUS: ['ACTIF', 'FERME', 'INEXISTANT'],
  FEEDING: ['NA', 'IO', 'INO'],
  CONSULTATION: ['NA', 'INC', 'IC'],
  CAPTURE_MODE: ['SM', 'CV', 'INSI', 'CB', 'RFID'],
  PROOF: ['AN', 'CC', 'CE', 'CM', 'CN', 'CS', 'LE', 'PA', 'PC', 'TC'],
  ENTRY_MODE: ['0', '6', '7', '8', 'N', 'O'],
  EXIT_MODE: ['0', '4', '5', '6', '7', '8', '9'],
} as const satisfies Record<string, readonly string[] | RegExp>

export type TableName = keyof typeof TABLES

export function isInTable(code: string, table: TableName): boolean {
  const known: readonly string[] | RegExp = TABLES[table]
  return known instanceof RegExp ? known.test(code) : known.includes(code)
}
