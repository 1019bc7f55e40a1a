import type { Hl7Finding } from '@anamnese/interop-hl7v2'
import type { Adt } from '@anamnese/interop-pam-fr'
import type { AdtContext } from '../patients/apply-adt'
import { ippKey, localIdentifier } from '../patients/ipp'
import type { Patient } from '../patients/patient'
import { settle } from '../patients/settle'
import { ended } from '../patients/sources'
import type { Workspace } from './workspace'

const RULE = 'PAM-FR 2.11 §4.4'

/** MRG: fusion of records (A40), change of identifiers (A47). Movements follow by their own events. */
export function applyMerges(workspace: Workspace, adt: Adt, survivor: Patient, context: AdtContext): Hl7Finding[] {
  if (adt.event === 'A40') return adt.merges.flatMap((_, index) => fuse(workspace, adt, index, survivor, context))
  if (adt.event === 'A47') return rename(workspace, adt, survivor, context)
  return []
}

function fuse(workspace: Workspace, adt: Adt, index: number, first: Patient, context: AdtContext): Hl7Finding[] {
  const merge = adt.merges[index]
  const keysOf = (list: readonly Parameters<typeof localIdentifier>[0][]): string[] =>
    list.map((one) => ippKey(localIdentifier(one, context.ownAuthority)))
  const survivor =
    index === 0
      ? first
      : keysOf(merge?.survivor ?? [])
          .map((key) => workspace.byIpp(key))
          .find((one) => one)
  if (!merge || !survivor) {
    return [error('PID(2)-3', '204', 'Le patient conservé par cette fusion est inconnu.')]
  }
  return keysOf(merge.eliminated).flatMap((key) => {
    const eliminated = workspace.byIpp(key)
    if (!eliminated) {
      return [{ ...error('MRG-1', '204', 'L’IPP éliminé est inconnu : rien à fusionner.'), severity: 'W' as const }]
    }
    if (eliminated._id === survivor._id) return []
    const act = {
      at: context.now,
      author: `${adt.sendingApplication} (PAM)`,
      reason: `Fusion dans le dossier ${survivor.ipps[0]?.value ?? survivor._id}`,
    }
    const sources = eliminated.sources.map((one) => (one.active ? ended(one, act, 'Dossier fusionné.') : one))
    const closed = settle({ ...eliminated, mergedInto: survivor._id, sources }, eliminated, act)
    workspace.put({
      ...closed,
      history: [...closed.history, { at: act.at, author: act.author, what: `${act.reason}.` }],
    })
    const what = `Le dossier ${eliminated.ipps[0]?.value ?? eliminated._id} a été fusionné dans celui-ci.`
    const current = workspace.get(survivor._id) ?? survivor
    workspace.put({ ...current, history: [...current.history, { at: act.at, author: act.author, what }] })
    return []
  })
}

function rename(workspace: Workspace, adt: Adt, patient: Patient, context: AdtContext): Hl7Finding[] {
  const former = adt.merges
    .flatMap((merge) => merge.eliminated)
    .map((one) => localIdentifier(one, context.ownAuthority))
  if (former.length === 0) return []
  const keys = former.map(ippKey)
  const owner = keys.map((key) => workspace.byIpp(key)).find((one) => one !== undefined)
  if (owner && owner._id !== patient._id) {
    return [error('MRG-1', '205', 'L’ancien et le nouvel IPP sont ceux de deux dossiers : envoyer une fusion (A40).')]
  }
  // The former key still designates the record: messages already on their way carry it.
  workspace.put({ ...patient, ipps: patient.ipps.filter((one) => !keys.includes(ippKey(one))) })
  return []
}

function error(location: string, code: Hl7Finding['code'], message: string): Hl7Finding {
  return { severity: 'E', location, code, message, rule: RULE }
}
