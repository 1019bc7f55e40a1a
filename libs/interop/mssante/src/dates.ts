/** `YYYY-MM-DD` → `YYYYMMDD`; a shorter date stays as precise as it is. */
export const civilDigits = (date: string): string => date.replaceAll('-', '')

/** `YYYY-MM-DD` → `DD/MM/YYYY`, as the subject of an XDM mail writes a birth date. */
export const civilFrench = (date: string): string => date.split('-').reverse().join('/')
