import { Hl7Message } from '@anamnese/interop-hl7v2'

/** Messages written for the tests of this library: invented people, test authority of the INS. */
const msh = (event: string, structure: string, id: string): string =>
  `MSH|^~\\&|GAM|220000012|DPI|220000012|20260310081200||ADT^${event}^${structure}|${id}|D|2.5^FRA^2.11|||||FRA|UNICODE UTF-8`

export const IPP = '000003^^^GAM&220000012&M^PI'
export const INS = '279035121518989^^^ASIP-SANTE-INS-NIR&1.2.250.1.213.1.4.10&ISO^INS'
export const ACCOUNT = '24000006^^^GAM&220000012&M^AN'
const NAMES = 'PAT-TROIS^DOMINIQUE^DOMINIQUE^^^^L'
const BIRTH = '^^REIMS^^^FRA^BDL^^51215'
const ADDRESS = `28 AV DE BRETEUIL^^PARIS^^75007^FRA^H~${BIRTH}`

export interface PidParts {
  ids?: string
  names?: string
  birth?: string
  sex?: string
  addresses?: string
  account?: string
  unknown?: string
  reliability?: string
}

export function pid(parts: PidParts = {}): string {
  const fields: Record<number, string> = {
    1: '1',
    3: parts.ids ?? `${IPP}~${INS}`,
    5: parts.names ?? NAMES,
    7: parts.birth ?? '19790328',
    8: parts.sex ?? 'F',
    11: parts.addresses ?? ADDRESS,
    13: '^PRN^PH^^^^^^^^^0299000000~^NET^Internet^dominique@example.org',
    18: parts.account ?? '',
    31: parts.unknown ?? '',
    32: parts.reliability ?? 'VALI',
    33: '20260310081100',
  }
  return `PID|${Array.from({ length: 33 }, (_, index) => fields[index + 1] ?? '').join('|')}`
}

const UNIT = 'CARDIOLOGIE^^^^^GAM&220000012&M^UF^^^6268'
export const zbe = (action: string, origin = '', nature = 'HMS', id = 'MVT2'): string =>
  `ZBE|${id}^GAM^220000012^M|20260310080500||${action}|N|${origin}|${UNIT}|${UNIT}|${nature}`
const EVN = 'EVN||20260310081200|||AGENT01|20260310080500'
const PV1 = `PV1|1|I|6268^101^F^220000012^O|R|||810100000004^KERVADEC^MAËLLE^^^DR^^^ASIP-SANTE-PS&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS||||||||||||9000001^^^GAM&220000012&M^VN||03`
export const ZFA = 'ZFA|ACTIF|20260310081200|||||||INO|20260310081200|IC|20260310081200'

/** An admission; `edit` changes its segments before they are joined. */
export function a01(parts: PidParts = {}, edit: (segments: string[]) => string[] = (same) => same): Hl7Message {
  return message('A01', 'ADT_A01', [EVN, pid({ account: ACCOUNT, ...parts }), PV1, zbe('INSERT'), ZFA], edit)
}

export function a31(parts: PidParts = {}, edit: (segments: string[]) => string[] = (same) => same): Hl7Message {
  return message('A31', 'ADT_A05', [EVN, pid(parts), 'PV1|1|N'], edit)
}

/** A movement of any event. */
export function move(event: string, structure: string, zbeSegment: string, pv1 = PV1): Hl7Message {
  return message(event, structure, [EVN, pid({ account: ACCOUNT }), pv1, zbeSegment])
}

export function merge(event: string, structure: string, mrg: string, parts: PidParts = {}): Hl7Message {
  return message(event, structure, [EVN, pid(parts), mrg])
}

export function message(
  event: string,
  structure: string,
  segments: string[],
  edit: (segments: string[]) => string[] = (same) => same,
): Hl7Message {
  return Hl7Message.parse(edit([msh(event, structure, `M-${event}`), ...segments]).join('\r'))
}
