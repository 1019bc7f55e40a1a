import { AFRICA } from './africa'
import { AMERICA_OCEANIA } from './america-oceania'
import { ASIA } from './asia'
import { EUROPE } from './europe'

export interface Country {
  code: string
  name: string
  /** first day of the code, when it was created with the country */
  from?: string
  /** day from which the code no longer serves */
  until?: string
}

const LINE = /^(?<code>99\d{3}) (?<name>.+?)(?: (?<from>\d{4}-\d{2}-\d{2})?\/(?<until>\d{4}-\d{2}-\d{2})?)?$/

/**
 * Countries and territories of the official geographic code (INSEE, countries and foreign territories, 2025): one line each, the code,
 * the name, then `from/until` when the code did not always serve.
 */
export const COUNTRIES: readonly Country[] = [EUROPE, ASIA, AFRICA, AMERICA_OCEANIA].flatMap((table) =>
  table.trim().split('\n').map(country),
)

function country(line: string): Country {
  const { code = '', name = '', from, until } = LINE.exec(line)?.groups ?? {}
  return { code, name, ...(from === undefined ? {} : { from }), ...(until === undefined ? {} : { until }) }
}
