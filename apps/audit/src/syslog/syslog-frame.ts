/** Facility 10 (security), severity 5 (notice): what IHE ATNA uses. */
const PRIORITY = 10 * 8 + 5

/**
 * One RFC 5424 message in the octet-counting frame of RFC 5425 and RFC 6587.
 * @param host name of this machine; @param at when the act happened
 */
export function syslogFrame(
  message: string,
  { host, at, process }: { host: string; at: Date; process: number },
): Buffer {
  const header = `<${PRIORITY}>1 ${at.toISOString()} ${printable(host)} anamnese-audit ${process} DICOM+RFC3881 - `
  const bytes = Buffer.concat([
    Buffer.from(header, 'ascii'),
    Buffer.from('\uFEFF', 'utf8'),
    Buffer.from(message, 'utf8'),
  ])
  return Buffer.concat([Buffer.from(`${bytes.length} `, 'ascii'), bytes])
}

function printable(text: string): string {
  return text.replace(/[^\x21-\x7e]/g, '').slice(0, 255) || '-'
}
