import { Hl7Error } from './errors'

/** A place in a message; numbers start at 1. What is left out is the first one. */
export interface Hl7Path {
  segment: string
  segmentIndex: number
  field?: number
  repetition: number
  component: number
  subcomponent: number
  /** how deep the path was written: 0 segment, 1 field, 2 component, 3 subcomponent */
  depth: 0 | 1 | 2 | 3
}

const PATH = /^([A-Z][A-Z0-9]{2})(?:\((\d{1,5})\))?(?:-(\d{1,3})(?:\((\d{1,4})\))?(?:\.(\d{1,3})(?:\.(\d{1,3}))?)?)?$/
const known = new Map<string, Hl7Path>()

/** Parses `PID-3(2).4.2`, `OBX(3)-5`, `MSH`. Throws `HL7.BAD_PATH`. */
export function parsePath(path: string): Hl7Path {
  const cached = known.get(path)
  if (cached) return cached
  const match = PATH.exec(path)
  const segment = match?.[1]
  if (!match || segment === undefined) throw new Hl7Error('HL7.BAD_PATH', `Chemin HL7 illisible : « ${path} ».`)
  const [segmentIndex, field, repetition, component, subcomponent] = match.slice(2).map(numberOf)
  const depth = subcomponent !== undefined ? 3 : component !== undefined ? 2 : field !== undefined ? 1 : 0
  const parsed: Hl7Path = {
    segment,
    segmentIndex: segmentIndex ?? 1,
    ...(field === undefined ? {} : { field }),
    repetition: repetition ?? 1,
    component: component ?? 1,
    subcomponent: subcomponent ?? 1,
    depth,
  }
  // Paths are written in code, so they are few; the bound only guards against paths made from data.
  if (known.size < 5000) known.set(path, parsed)
  return parsed
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text)
}
