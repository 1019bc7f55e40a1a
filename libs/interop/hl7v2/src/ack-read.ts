import { Hl7Error } from './errors'
import type { Hl7Message } from './message'

/** What a partner answered. */
export interface Acknowledgement {
  /** AA, AE, AR; CA, CE, CR in enhanced mode */
  code: 'AA' | 'AE' | 'AR' | 'CA' | 'CE' | 'CR'
  accepted: boolean
  /** MSH-10 of the message answered */
  controlId: string
  text?: string
  errors: AckError[]
}

export interface AckError {
  /** path, e.g. `PID-3(2).4`; `''` when the partner does not say */
  location: string
  code: string
  label?: string
  severity: string
  /** ERR-8, else ERR-7 */
  text?: string
}

const CODES = new Set(['AA', 'AE', 'AR', 'CA', 'CE', 'CR'])

/** Reads MSA and ERR; the ERR-1 of HL7 2.3 is understood. Throws `HL7.BAD_VALUE` when it is not an acknowledgement. */
export function readAck(message: Hl7Message): Acknowledgement {
  const msa = message.first('MSA')
  const code = msa?.get(1) ?? ''
  if (!msa || !CODES.has(code)) {
    throw new Hl7Error('HL7.BAD_VALUE', 'La réponse reçue n’est pas un acquittement HL7 (MSA-1).', 'MSA-1')
  }
  const text = msa.get(3)
  return {
    code: code as Acknowledgement['code'],
    accepted: code.endsWith('A'),
    controlId: msa.get(2) ?? '',
    ...(text === undefined ? {} : { text }),
    errors: message.all('ERR').flatMap((segment) => {
      const modern = segment.has(2)
      const places = modern ? segment.repetitions(2) : segment.repetitions(1)
      const said = segment.get(8) ?? segment.get(7)
      const label = segment.get(3, 2) ?? segment.get(1, 4, 2)
      const error = {
        code: segment.get(3) ?? segment.get(1, 4) ?? '',
        ...(label === undefined ? {} : { label }),
        severity: segment.get(4) ?? 'E',
        ...(said === undefined ? {} : { text: said }),
      }
      return (places.length > 0 ? places : [undefined]).map((place) => ({
        location: place ? pathOf((modern ? [1, 2, 3, 4, 5, 6] : [1, 2, 3]).map((n) => place.get(n) ?? '')) : '',
        ...error,
      }))
    }),
  }
}

function pathOf([segment = '', index = '', field = '', repetition = '', component = '', sub = '']: string[]): string {
  if (segment === '') return ''
  const start = Number(index) > 1 ? `${segment}(${index})` : segment
  if (field === '' || Number.isNaN(Number(field))) return start
  const rank = Number(repetition) > 1 ? `(${repetition})` : ''
  const deep = [component, sub].filter((part) => part !== '').map((part) => `.${part}`)
  return `${start}-${field}${rank}${deep.join('')}`
}
