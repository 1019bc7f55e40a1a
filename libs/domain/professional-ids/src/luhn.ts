/** Luhn's check on a text of digits; false for anything else. */
export function passesLuhn(digits: string): boolean {
  if (!/^\d+$/.test(digits)) return false
  let sum = 0
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at])
    const doubled = at % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

/** The digit that makes `digits` followed by it pass Luhn's check. */
export function luhnDigit(digits: string): string {
  return Array.from('0123456789').find((digit) => passesLuhn(digits + digit)) ?? ''
}
