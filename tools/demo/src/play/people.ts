/** Who plays, by national identifier: accounts of the demonstration. */
export const PEOPLE = {
  physician: '810100000008',
  identityOfficer: '3220000020/CIV0001',
  securityOfficer: '3220000020/RSSI001',
} as const
