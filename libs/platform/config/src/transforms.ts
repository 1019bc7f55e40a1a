import { Transform } from 'class-transformer'

/** `12` → 12. Anything else is left for the validation rule to refuse by name. */
export function AsInteger(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value,
  )
}

/** `true`, `1`, `oui` → true; `false`, `0`, `non` → false. */
export function AsBoolean(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => {
    if (typeof value !== 'string') return value
    if (/^(true|1|oui)$/i.test(value)) return true
    if (/^(false|0|non)$/i.test(value)) return false
    return value
  })
}

/** `a,b` → ['a', 'b'] */
export function AsList(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    typeof value === 'string'
      ? value
          .split(',')
          .map((part) => part.trim())
          .filter((part) => part !== '')
      : value,
  )
}
