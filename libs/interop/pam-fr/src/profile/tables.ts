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
} as const satisfies Record<string, readonly string[]>

export type TableName = keyof typeof TABLES

export function isInTable(code: string, table: TableName): boolean {
  return (TABLES[table] as readonly string[]).includes(code)
}
