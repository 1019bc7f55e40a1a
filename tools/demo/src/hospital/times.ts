/** HL7 time of France, to the second: `YYYYMMDDHHMMSS`. */
export function hl7Time(date: Date): string {
  const parts = new Intl.DateTimeFormat('fr-FR', {
    timeZone: 'Europe/Paris',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(date)
  const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? '00'
  return `${of('year')}${of('month')}${of('day')}${of('hour')}${of('minute')}${of('second')}`
}

export function daysBefore(days: number, hours = 0): Date {
  return new Date(Date.now() - (days * 24 + hours) * 3_600_000)
}
