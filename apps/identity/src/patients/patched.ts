/** Changes to an object: `undefined` leaves a property, `null` removes it. */
export type Changes<T> = { [K in keyof T]?: T[K] | null | undefined }

export function patched<T extends object>(base: T, changes: Changes<T>): T {
  const entries = Object.entries(changes).filter(([, value]) => value !== undefined)
  const next = { ...base, ...Object.fromEntries(entries) } as Record<string, unknown>
  return Object.fromEntries(Object.entries(next).filter(([, value]) => value !== null)) as T
}
