import { identityStatus } from '@anamnese/domain-ins'
import { civilDateOf, type Hl7Field, type Hl7Message, type Hl7Segment, instantOf } from '@anamnese/interop-hl7v2'
import type { AdtCapture, AdtPatient, Patch, PatientIdentifier } from '../adt'
import { attributesOf, isSentAsValidated, readIns } from '../ins-reading'
import type { PamOptions } from '../options'
import { addresses, contacts, telecoms } from './contact-points'
import { generalPractitioner } from './professional'
import { traits } from './traits'
import { complements } from './complements'
import { asIs, compact, identifier, instant, patched, someOf } from './values'

/** PID and what goes with it (ROL ODRP, NK1, ZFD). */
export function patient(message: Hl7Message, pid: Hl7Segment, options: PamOptions): AdtPatient {
  const identifiers = pid.repetitions(3).flatMap((field): PatientIdentifier[] => {
    const one = identifier(field)
    return one && one.type !== 'INS' && one.type !== 'INS-C' ? [one] : []
  })
  const { ins, deleted } = readIns(message, pid, options)
  const attributes = attributesOf(pid)
  const people = contacts(message)
  return compact<AdtPatient>({
    ipps: identifiers.filter((one) => one.type === 'PI'),
    otherIdentifiers: identifiers.filter((one) => one.type !== 'PI'),
    ins,
    insDeleted: deleted,
    // A sender has checked the coherence of what it sends as validated; the INS beside it comes from INSi (PAM-FR 2.11 §6.6.15).
    status: identityStatus({ hasInsi: ins !== undefined, hasHighConfidenceProof: isSentAsValidated(pid), attributes }),
    attributes,
    reliabilityCodes: pid.repetitions(32).flatMap((one) => one.get() ?? []),
    traits: traits(pid),
    birthPlaceName: birthPlaceName(pid),
    addresses: list(pid, 11, (fields) => addresses(fields), isResidence),
    telecoms: list(pid, 13, (fields) => telecoms([...fields, ...pid.repetitions(14)])),
    deathAt: patched(pid.patch(29), (text) => instantOf(text, options.zone)?.toISOString()),
    deceased: patched(pid.patch(30), yes),
    unknownIdentity: patched(pid.patch(31), yes),
    lastUpdatedAt: instant(pid, 33, options.zone),
    generalPractitioner: generalPractitioner(message),
    contacts: someOf(people),
    capture: capture(message, options.zone),
    motherName: patched(pid.patch(6), asIs),
    maritalStatus: patched(pid.patch(16), asIs),
    motherIdentifiers: someOf(pid.repetitions(21).flatMap((field) => identifier(field) ?? [])),
    multipleBirth: patched(pid.patch(24), yes),
    birthRank: patched(pid.patch(25), asIs),
    nationalities: list(pid, 26, (fields) => fields.flatMap((field) => field.get() ?? [])),
    livingArrangement: patched(message.first('PD1')?.patch(2), asIs),
    protected: patched(message.first('PD1')?.patch(12), yes),
    ...complements(message, options.zone),
  })
}

/** The place of birth is not an address. */
const isResidence = (field: Hl7Field): boolean => field.get(7) !== 'BDL'
const yes = (text: string): boolean => text === 'Y'

/** A repeated field is replaced as a whole: `null` for `""`, `undefined` when not sent. */
function list<T>(
  pid: Hl7Segment,
  field: number,
  read: (fields: Hl7Fields) => T[],
  concerned: (field: Hl7Field) => boolean = () => true,
): Patch<T[]> | undefined {
  const fields = pid.repetitions(field).filter(concerned)
  if (fields.length === 0) return undefined
  if (fields.every((one) => one.isDelete)) return null
  const values = read(fields)
  return values.length > 0 ? values : undefined
}

type Hl7Fields = ReturnType<Hl7Segment['repetitions']>

function birthPlaceName(pid: Hl7Segment): Patch<string> | undefined {
  const place = pid.repetitions(11).find((one) => one.get(7) === 'BDL')
  return patched(place?.patch(3), asIs)
}

function capture(message: Hl7Message, zone: string): AdtCapture | undefined {
  const zfd = message.first('ZFD')
  if (!zfd) return undefined
  const lunar = zfd.has(1) ? zfd.field(1).components().join('^') : undefined
  const [sms, corrected] = [zfd.get(3), zfd.get(4)]
  const read = compact<AdtCapture>({
    mode: zfd.get(5),
    insiAt: instant(zfd, 6, zone),
    proofCode: zfd.get(7),
    proofEndsOn: civilDateOf(zfd.get(8) ?? ''),
    correctedBirthDate: corrected === undefined ? undefined : yes(corrected),
    lunarBirthDate: lunar,
    gestationWeeks: zfd.get(2),
    smsConsent: sms === undefined ? undefined : yes(sms),
  })
  return Object.keys(read).length > 0 ? read : undefined
}
