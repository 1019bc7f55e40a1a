import type { CdaActor, CdaHeader } from '@anamnese/interop-cda'
import { instantOfHl7Time } from '@anamnese/interop-cda'

interface Fact {
  label: string
  value: string
}

/** What the header says beyond the line of the list, for a reader who wants to know who wrote what, for whom, about which act. */
export function headerFacts(header: CdaHeader, timeZone: string): Fact[] {
  const { patient, encounter } = header
  const [act] = header.documentationOf
  const facts: [string, string | undefined][] = [
    ['Patient', [patient.birthName, patient.firstBirthGivenName].filter(Boolean).join(' ')],
    ['Créé le', timeOf(header.effectiveTime, timeZone)],
    ['Auteurs', header.authors.map(actorName).filter(Boolean).join(', ')],
    ['Responsable', header.legalAuthenticator && actorName(header.legalAuthenticator)],
    ['Conservé par', header.custodian?.name],
    ['Destinataires prévus', header.informationRecipients.map(actorName).filter(Boolean).join(', ')],
    ['Acte', act && [act.code?.display ?? act.code?.code, timeOf(act.low, timeZone)].filter(Boolean).join(', ')],
    ['Prise en charge', encounter && [encounter.code?.display, period(encounter, timeZone)].filter(Boolean).join(', ')],
    ['Lieu', encounter?.facility?.name ?? encounter?.facility?.code?.display],
    ['Confidentialité', header.confidentiality?.display ?? header.confidentiality?.code],
  ]
  return facts.flatMap(([label, value]) => (value === undefined || value === '' ? [] : [{ label, value }]))
}

export function actorName(actor: CdaActor): string {
  const { person, device, organization } = actor
  const structure = organization?.name
  const name = person
    ? [person.suffix ?? person.prefix, person.given, person.family.toUpperCase()].filter(Boolean).join(' ')
    : (device?.softwareName ?? device?.manufacturerModelName)
  if (name === undefined) return structure ?? ''
  return structure === undefined ? name : `${name} (${structure})`
}

/** An HL7 time as an instant; as written when it is none. */
function isoOf(time: string | undefined, timeZone: string): string | undefined {
  if (time === undefined) return undefined
  try {
    return instantOfHl7Time(time, timeZone).toISOString()
  } catch {
    return time
  }
}

/** A day as a civil date, an hour as an instant: as precise as it was written. */
export function dateOf(time: string | undefined, timeZone: string): string | undefined {
  const day = /^(\d{4})(\d{2})(\d{2})$/.exec(time ?? '')
  return day ? `${day[1] ?? ''}-${day[2] ?? ''}-${day[3] ?? ''}` : isoOf(time, timeZone)
}

function period({ low, high }: { low?: string; high?: string }, timeZone: string): string {
  const [from, to] = [timeOf(low, timeZone), timeOf(high, timeZone)]
  if (from === undefined) return to === undefined ? '' : `jusqu’au ${to}`
  return to === undefined || to === from ? `depuis le ${from}` : `du ${from} au ${to}`
}

/** As precise as it was written: a day has no hour. */
function timeOf(time: string | undefined, timeZone: string): string | undefined {
  const iso = isoOf(time, timeZone)
  if (time === undefined || iso === undefined || iso === time) return iso
  const hours = time.length > 8 ? ({ hour: '2-digit', minute: '2-digit' } as const) : {}
  const format = new Intl.DateTimeFormat('fr-FR', {
    timeZone,
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    ...hours,
  })
  return format.format(new Date(iso))
}
