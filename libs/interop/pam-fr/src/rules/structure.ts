import type { Hl7Finding, Hl7Message } from '@anamnese/interop-hl7v2'
import { finding } from '../finding'
import type { PamEvent } from '../profile/events'
import { misplaced } from '../profile/grammar'

/** French segments, whose relative order the texts do not settle for every event. */
const FRENCH = /^ZF[APVMDS]$/

/** Segments: those that must be there are, each where the structure of the event has it (PAM-FR 2.11 §5.2). */
export function checkStructure(message: Hl7Message, event: PamEvent): Hl7Finding[] {
  const findings = missing(message, event)
  const ordered = message.segments.filter((segment) => !segment.name.startsWith('Z') || segment.name === 'ZBE')
  const names = ordered.map((segment) => segment.name)
  for (const position of misplaced(names, event.grammar)) {
    const segment = ordered[position]
    if (!segment) continue
    const where = segment.index > 1 ? `${segment.name}(${segment.index})` : segment.name
    const text = `Segment ${segment.name} inattendu à cette place dans un message ${event.event} (${event.label}).`
    findings.push(finding('E', where, '100', text, '§5.2'))
  }
  for (const segment of message.segments.filter((one) => FRENCH.test(one.name))) {
    const place = event.grammar.find((item) => item.name === segment.name)
    if (!place) {
      const text = `Le segment ${segment.name} n’est pas prévu dans un message ${event.event} : il est lu quand même.`
      findings.push(finding('I', segment.name, '100', text, '§5.2'))
    } else if (segment.index > 1 && !place.repeats) {
      findings.push(finding('E', `${segment.name}(${segment.index})`, '100', `Segment ${segment.name} répété.`, '§5.2'))
    }
  }
  return findings
}

function missing(message: Hl7Message, event: PamEvent): Hl7Finding[] {
  const absent = event.grammar.filter((item) => item.required && !message.first(item.name))
  const findings = absent.map(({ name }) =>
    finding('E', name, '100', `Segment ${name} absent d’un message ${event.event} (${event.label}).`, '§5.2'),
  )
  // Merges go by pairs: one eliminated for each that survives.
  const [survivors, eliminated] = [message.all('PID').length, message.all('MRG').length]
  if (event.grammar.some((item) => item.group && item.name === 'MRG') && eliminated > 0 && eliminated !== survivors) {
    const text = `${survivors} segments PID pour ${eliminated} segments MRG : ils vont par deux.`
    findings.push(finding('E', 'MRG', '100', text, '§5.2'))
  }
  return findings
}
