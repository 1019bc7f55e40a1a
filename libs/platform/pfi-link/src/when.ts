const DAY = new Intl.DateTimeFormat('fr-FR', {
  timeZone: 'Europe/Paris',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
})
const TIME = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', hour: 'numeric', minute: '2-digit' })

/** `le 23/11/2026 à 22 h 34`, on the hospital's clock. */
export function saidWhen(at: Date): string {
  return `le ${DAY.format(at)} à ${saidTime(at)}`
}

/** `22 h 34` */
export function saidTime(at: Date): string {
  return TIME.format(at).replace(':', ' h ')
}
