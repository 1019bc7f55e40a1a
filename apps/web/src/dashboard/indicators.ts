/** The periods that the requirement names (TBB/va1.01). */
export const PERIODS = [
  { value: 'month', label: 'Mois en cours' },
  { value: 'year', label: 'Année en cours' },
  { value: 'previous-year', label: 'Année précédente' },
]

/** The filters as the server takes them: a named period wins over dates. */
export function periodQuery(filters: Readonly<Record<string, string>>): Record<string, string> {
  const { period, from, to, ...others } = filters
  if (period !== undefined) return { ...others, period }
  return { ...others, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
}

/** Share of attempts that succeeded, `98,5 %`; a dash when nothing was attempted. */
export function successRate(success: number, failure: number): string {
  const attempts = success + failure
  return attempts === 0 ? '—' : rate.format(success / attempts)
}

const rate = new Intl.NumberFormat('fr-FR', { style: 'percent', maximumFractionDigits: 1 })
