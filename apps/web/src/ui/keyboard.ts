import { useEffect, useRef } from 'react'

/** True when the key belongs to a field, a menu or a dialog, and not to the screen behind. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || target.closest('input, textarea, select, [role="listbox"], [role="menu"]') !== null
}

/** Calls `action` when the key is pressed alone and nobody is typing. A dialog that is open keeps its keys. */
export function useKey(key: string, action: (event: KeyboardEvent) => void, enabled = true): void {
  const latest = useRef(action)
  useEffect(() => {
    latest.current = action
  })
  useEffect(() => {
    if (!enabled) return undefined
    const listen = (event: KeyboardEvent): void => {
      if (event.key !== key || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      if (isTyping(event.target) || document.querySelector('[role="dialog"][aria-modal="true"]')) return
      latest.current(event)
    }
    window.addEventListener('keydown', listen)
    return () => {
      window.removeEventListener('keydown', listen)
    }
  }, [key, enabled])
}
