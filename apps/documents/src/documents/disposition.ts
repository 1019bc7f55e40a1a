/** The Content-Disposition of a file with that name, shown in the page or saved. */
export function attachmentHeader(fileName: string, place: 'inline' | 'attachment' = 'attachment'): string {
  return `${place}; filename*=UTF-8''${extendedValue(fileName)}`
}

/** RFC 8187: what `encodeURIComponent` leaves and a header parameter may not hold is encoded too; names have apostrophes. */
function extendedValue(text: string): string {
  return encodeURIComponent(text).replace(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
