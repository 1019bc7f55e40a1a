/** PAM messages written for the tests: invented hospital, test authority of the INS. */
export interface MessageParts {
  id?: string
  ipp?: string
  /** other identifiers of PID-3, as they go in the message */
  more?: string[]
  ins?: string | null
  names?: string
  birth?: string
  sex?: string
  place?: string
  reliability?: string
  sender?: string
  recordedAt?: string
  /** after PID */
  segments?: string[]
}

const INS_AUTHORITY = 'ASIP-SANTE-INS-NIR&1.2.250.1.213.1.4.10&ISO^INS'
export const MATRICULE = '279035121518989'
export const OTHER_MATRICULE = '260058815400233'
export const ipp = (value: string): string => `${value}^^^GAM&220000012&M^PI`
export const insId = (matricule: string): string => `${matricule}^^^${INS_AUTHORITY}`

let counter = 0

export function adt(event: string, structure: string, parts: MessageParts = {}): string {
  const at = parts.recordedAt ?? '20260310081200'
  const ins = parts.ins === undefined ? MATRICULE : parts.ins
  const ids = [ipp(parts.ipp ?? '000003'), ...(ins === null ? [] : [insId(ins)]), ...(parts.more ?? [])].join('~')
  const pid: Record<number, string> = {
    1: '1',
    3: ids,
    5: parts.names ?? 'PAT-TROIS^DOMINIQUE^DOMINIQUE^^^^L',
    7: parts.birth ?? '19790328',
    8: parts.sex ?? 'F',
    11: `28 AV DE BRETEUIL^^PARIS^^75007^FRA^H~^^^^^FRA^BDL^^${parts.place ?? '51215'}`,
    13: '^PRN^CP^^^^^^^^^0600000000',
    18: '24000006^^^GAM&220000012&M^AN',
    32: parts.reliability ?? 'VALI',
  }
  const fields = Array.from({ length: 32 }, (_, index) => pid[index + 1] ?? '').join('|')
  return [
    `MSH|^~\\&|${parts.sender ?? 'GAM'}|220000012|DPI|220000020|${at}||ADT^${event}^${structure}|${parts.id ?? `T${String(++counter)}`}|D|2.5^FRA^2.11|||||FRA|UNICODE UTF-8`,
    `EVN||${at}`,
    `PID|${fields}`,
    ...(parts.segments ?? ['PV1|1|N']),
    '',
  ].join('\r')
}

export const a28 = (parts: MessageParts = {}): string => adt('A28', 'ADT_A05', parts)
export const a31 = (parts: MessageParts = {}): string => adt('A31', 'ADT_A05', parts)
export const a40 = (eliminated: string, parts: MessageParts = {}): string =>
  adt('A40', 'ADT_A39', { ...parts, segments: [`MRG|${ipp(eliminated)}`] })
export const a47 = (mrg: string, parts: MessageParts = {}): string =>
  adt('A47', 'ADT_A30', { ...parts, segments: [`MRG|${mrg}`] })

export const ZFA = 'ZFA|ACTIF|20260310081200|||||||INO|20260310081200|IC|20260310081200'
export function a01(parts: MessageParts = {}, movement = 'MVT2', extra: string[] = [ZFA]): string {
  const unit = 'CARDIOLOGIE^^^^^GAM&220000012&M^UF^^^6268'
  return adt('A01', 'ADT_A01', {
    ...parts,
    segments: [
      'ROL||UC|ODRP|810100000012^TANGUY^PAUL^^^DR^^^ASIP-SANTE-PS&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS',
      'PV1|1|I|6268^101^F^220000012^O|R|||810100000008^KERVADEC^MAËLLE^^^DR^^^ASIP-SANTE-PS&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS||||||||||||9000001^^^GAM&220000012&M^VN||03',
      `ZBE|${movement}^GAM^220000012^M|20260310080500||INSERT|N||${unit}|${unit}|HMS`,
      ...extra,
    ],
  })
}
