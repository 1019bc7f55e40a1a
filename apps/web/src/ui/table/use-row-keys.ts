import type { RefObject } from 'react'
import { useKey } from '../keyboard'

/** `j` and `k` go to the next and previous row of the list, `x` selects it; `Enter` is that of the focused link or button. */
export function useRowKeys(body: RefObject<HTMLTableSectionElement | null>, onToggle?: (key: string) => void): void {
  const mains = (): HTMLElement[] => [...(body.current?.querySelectorAll<HTMLElement>('[data-row-main]') ?? [])]
  const focusedRow = (): HTMLElement | null => {
    const row = document.activeElement?.closest('tr') ?? null
    return row && body.current?.contains(row) ? row : null
  }
  const move = (step: 1 | -1): void => {
    const all = mains()
    const row = focusedRow()
    const at = row === null ? -1 : all.findIndex((main) => row.contains(main))
    const next = at === -1 ? all[0] : all[at + step]
    next?.focus()
    next?.scrollIntoView({ block: 'nearest' })
  }
  useKey('j', () => {
    move(1)
  })
  useKey('k', () => {
    move(-1)
  })
  useKey(
    'x',
    () => {
      const key = focusedRow()?.dataset['key']
      if (key !== undefined) onToggle?.(key)
    },
    onToggle !== undefined,
  )
}
