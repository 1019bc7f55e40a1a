import type { CdaHeader } from '@anamnese/interop-cda'
import type { Hl7ErrorCode, Hl7Finding, Hl7Message, Hl7Segment, Hl7Severity } from '@anamnese/interop-hl7v2'
import type { Volet } from '../codes'

/** What every rule looks at. */
export interface RuleContext {
  message: Hl7Message
  volet: Volet
  kind: 'MDM' | 'ORU'
  /** the OBX that carry a CDA, with what its header says when it could be read */
  documents: readonly { obx: Hl7Segment; header?: CdaHeader }[]
  /** combinations of destinations outside of the table of the volet are errors instead of warnings */
  strictCombinations: boolean
}

export type Rule = (context: RuleContext) => Hl7Finding[]

const NAMES: Readonly<Record<Volet, string>> = {
  '2.1': 'CI-SIS CDA en HL7v2 v2.1',
  '1.1': 'CI-SIS CDA de MSSanté au LPS v1.1',
}

/** Collects findings about one part of a volet. */
export class Findings {
  readonly list: Hl7Finding[] = []

  constructor(
    private readonly volet: Volet,
    private readonly part: string,
  ) {}

  add(severity: Hl7Severity, location: string, code: Hl7ErrorCode, message: string): this {
    this.list.push({ severity, location, code, message, rule: `${NAMES[this.volet]}, ${this.part}` })
    return this
  }

  error(location: string, code: Hl7ErrorCode, message: string): this {
    return this.add('E', location, code, message)
  }

  warn(location: string, code: Hl7ErrorCode, message: string): this {
    return this.add('W', location, code, message)
  }

  /** An error when nothing stands at the path. */
  require(message: Hl7Message, path: string, what: string): this {
    return message.get(path) === undefined ? this.error(path, '101', `${what} est absent (${path}).`) : this
  }
}

/** Path of a segment by its rank: `OBX(3)`, `OBX` for the first. */
export const place = (segment: Hl7Segment): string =>
  segment.index > 1 ? `${segment.name}(${segment.index})` : segment.name
