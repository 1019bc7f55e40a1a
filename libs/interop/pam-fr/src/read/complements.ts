import { civilDateOf, type Hl7Message } from '@anamnese/interop-hl7v2'
import type { AdtCoverage, AdtMeasure, AdtOccupation, AdtPatient, AdtPsychiatricMode } from '../adt'
import { asIs, compact, identifier, instant, patched, someOf } from './values'

type Complements = Pick<AdtPatient, 'occupation' | 'psychiatry' | 'coverages' | 'measures'>

/** What the French segments and those of billing say of the patient: ZFP, ZFS, IN1, OBX. */
export function complements(
  message: Hl7Message,
  zone: string,
): { [K in keyof Complements]: Complements[K] | undefined } {
  return {
    occupation: occupation(message),
    psychiatry: someOf(psychiatry(message, zone)),
    coverages: someOf(coverages(message)),
    measures: someOf(measures(message, zone)),
  }
}

function occupation(message: Hl7Message): AdtOccupation | undefined {
  const zfp = message.first('ZFP')
  const read = compact<AdtOccupation>({
    activity: patched(zfp?.patch(1), asIs),
    category: patched(zfp?.patch(2), asIs),
  })
  return Object.keys(read).length > 0 ? read : undefined
}

function psychiatry(message: Hl7Message, zone: string): AdtPsychiatricMode[] {
  return message.all('ZFS').flatMap((zfs) => {
    const [id, startsAt, action, mode] = [zfs.get(2), instant(zfs, 3, zone), zfs.get(5), zfs.get(6)]
    if (id === undefined || startsAt === undefined || mode === undefined) return []
    if (action !== 'INSERT' && action !== 'UPDATE' && action !== 'CANCEL') return []
    const endsAt = instant(zfs, 4, zone)
    return [compact<AdtPsychiatricMode>({ id, startsAt, endsAt, action, mode, rimp: zfs.get(7), comment: zfs.get(8) })]
  })
}

function coverages(message: Hl7Message): AdtCoverage[] {
  return message.all('IN1').flatMap((in1) => {
    const kind = in1.get(2)
    if (kind === undefined) return []
    const payer = identifier(in1.field(3))
    return [
      compact<AdtCoverage>({
        kind,
        payerId: payer?.value,
        payerName: in1.get(4),
        from: civilDateOf(in1.get(12) ?? ''),
        until: civilDateOf(in1.get(13) ?? ''),
        insuredFamily: in1.get(16),
        insuredGiven: in1.get(16, 2),
        relation: in1.get(17),
        nature: in1.get(31),
        managementCode: in1.get(35),
        insuredNir: in1
          .repetitions(49)
          .find((one) => one.get(5) === 'SS' || one.get(5) === undefined)
          ?.get(),
      }),
    ]
  })
}

function measures(message: Hl7Message, zone: string): AdtMeasure[] {
  return message.all('OBX').flatMap((obx) => {
    const [code, value] = [obx.get(3), obx.get(5)]
    if (code === undefined || value === undefined || obx.get(2) !== 'NM') return []
    return [
      compact<AdtMeasure>({
        code,
        label: obx.get(3, 2),
        value,
        unit: obx.get(6),
        status: obx.get(11),
        at: instant(obx, 14, zone),
      }),
    ]
  })
}
