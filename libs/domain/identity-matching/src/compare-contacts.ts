import { searchKey } from '@anamnese/domain-traits'
import type { IdentityFacts, MatchReason } from './identity-facts'

/** People of one household share them: together they never make a duplicate. */
const MAX_CONTACT_POINTS = 10

/** Phone, e-mail and address that both records have. */
export function compareContacts(a: IdentityFacts, b: IdentityFacts): MatchReason[] {
  const shared = (system: 'tel' | 'mailto'): boolean => {
    const others = new Set(contacts(b, system))
    return contacts(a, system).some((one) => others.has(one))
  }
  const reasons: MatchReason[] = []
  if (shared('mailto')) reasons.push({ code: 'CONTACT.EMAIL', label: 'Même adresse électronique', points: 8 })
  if (shared('tel')) reasons.push({ code: 'CONTACT.PHONE', label: 'Même téléphone', points: 6 })
  const address = addressKey(a)
  if (address !== undefined && address === addressKey(b)) {
    reasons.push({ code: 'CONTACT.ADDRESS', label: 'Même adresse', points: 4 })
  }
  let left = MAX_CONTACT_POINTS
  return reasons.map((one) => {
    const points = Math.min(left, one.points)
    left -= points
    return { ...one, points }
  })
}

/** Comparable forms: nine last digits of a phone number, an e-mail address in lower case. */
export function contacts({ telecoms }: IdentityFacts, system: 'tel' | 'mailto'): string[] {
  return (telecoms ?? [])
    .filter((one) => one.system === system)
    .map(({ value }) => (system === 'tel' ? value.replace(/\D/g, '').slice(-9) : value.trim().toLowerCase()))
    .filter((value) => value.length >= 9 || (system === 'mailto' && value.includes('@')))
}

function addressKey({ address }: IdentityFacts): string | undefined {
  if (!address) return undefined
  const street = searchKey(address.lines.join(' '))
  const where = searchKey(address.postalCode ?? address.city ?? '')
  return street === '' || where === '' ? undefined : `${street}|${where}`
}
