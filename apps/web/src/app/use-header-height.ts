import { type RefCallback, useCallback } from 'react'

const PROPERTY = '--app-header-height'

/** Tells the stylesheets how high the bar is, whatever the zoom: what stays under it (the banner) starts there. */
export function useHeaderHeight(): RefCallback<HTMLElement> {
  return useCallback((element: HTMLElement | null) => {
    if (element === null) return undefined
    const observer = new ResizeObserver(() => {
      document.documentElement.style.setProperty(PROPERTY, `${element.offsetHeight}px`)
    })
    observer.observe(element)
    return () => {
      observer.disconnect()
    }
  }, [])
}
