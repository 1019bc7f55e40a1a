import type { CdaFlags } from '../types'
import { Findings, type Rule } from './context'

/**
 * The table of the destinations MSSanté. What contradicts itself is an error. The other combinations outside of the table are warnings
 * unless asked otherwise: as printed, the table leaves out « professional only, visible to the patient », which official samples use.
 */
export function combinationsRule(flags: CdaFlags): Rule {
  return ({ volet, strictCombinations }) => {
    const found = new Findings(volet, 'combinaisons des destinations MSSanté')
    if (volet !== '2.1' || (!flags.destMssPs && !flags.destMssPatient)) return found.list
    const contradictions = contradictionsOf(flags)
    for (const message of contradictions) found.error('OBX-5', '207', message)
    if (contradictions.length === 0 && !inTable(flags)) {
      const text = "Cette combinaison de visibilité et de destinations MSSanté n'est pas dans le tableau du volet."
      found.add(strictCombinations ? 'E' : 'W', 'OBX-5', '207', text)
    }
    return found.list
  }
}

function contradictionsOf(flags: CdaFlags): string[] {
  const found: string[] = []
  if (flags.masquePs && flags.destMssPs) {
    found.push('Un document masqué aux professionnels ne va pas à un professionnel par MSSanté.')
  }
  if (flags.invisiblePatient && flags.destMssPatient) {
    found.push('Un document non visible par le patient ne lui est pas envoyé.')
  }
  return found
}

function inTable(flags: CdaFlags): boolean {
  const { masquePs, invisiblePatient, invisibleRepLegaux, connexionSecrete, destDmp, destMssPs, destMssPatient } = flags
  if (destMssPs) return !masquePs && !invisibleRepLegaux && invisiblePatient !== destMssPatient
  return !invisiblePatient && !connexionSecrete && !destDmp
}
