import type { Hl7Finding } from '@anamnese/interop-hl7v2'
import type { Adt } from '@anamnese/interop-pam-fr'
import { mergePatients } from '../merges/merge-patients'
import type { MergeRecord } from '../merges/merge-record'
import type { AdtContext } from '../patients/apply-adt'
import { ippKey, localIdentifier } from '../patients/ipp'
import type { Patient } from '../patients/patient'
import type { Workspace } from './workspace'

const RULE = 'PAM-FR 2.11 §4.4'

/** What MRG segments did: findings, and each fusion as it can be undone. */
export interface AppliedMerges {
  findings: Hl7Finding[]
  merges: MergeRecord[]
}

/** MRG: fusion of records (A40), change of identifiers (A47). Movements follow by their own events. */
export function applyMerges(workspace: Workspace, adt: Adt, survivor: Patient, context: AdtContext): AppliedMerges {
  const done: AppliedMerges = { findings: [], merges: [] }
  if (adt.event === 'A40') adt.merges.forEach((_, index) => fuse(workspace, adt, index, survivor, context, done))
  if (adt.event === 'A47') done.findings.push(...rename(workspace, adt, survivor, context))
  return done
}

function fuse(
  workspace: Workspace,
  adt: Adt,
  index: number,
  first: Patient,
  context: AdtContext,
  done: AppliedMerges,
): void {
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
    done.findings.push(error('PID(2)-3', '204', 'Le patient conservé par cette fusion est inconnu.'))
    return
  }
  for (const key of keysOf(merge.eliminated)) {
    const eliminated = workspace.byIpp(key)
    if (!eliminated) {
      const unknown = error('MRG-1', '204', 'L’IPP éliminé est inconnu : rien à fusionner.')
      done.findings.push({ ...unknown, severity: 'W' })
      continue
    }
    if (eliminated._id === survivor._id) continue
    const merged = mergePatients(workspace.get(survivor._id) ?? survivor, eliminated, {
      at: context.now,
      author: `${adt.sendingApplication} (PAM)`,
      reason: `Fusion reçue par message A40 du ${adt.sentAt.slice(0, 10)}`,
      origin: { kind: 'PAM', messageControlId: adt.controlId },
      carrySources: false,
    })
    workspace.put(merged.absorbed)
    workspace.put(merged.survivor)
    done.merges.push(merged.record)
  }
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
