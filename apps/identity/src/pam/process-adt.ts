import type { Ins } from '@anamnese/domain-ins'
import { contradictingTraits, nameDefect, TRAIT_LABELS } from '@anamnese/domain-traits'
import type { Hl7Finding } from '@anamnese/interop-hl7v2'
import type { Adt } from '@anamnese/interop-pam-fr'
import type { NewCollision } from '../duplicates/collision-recorder'
import type { MergeRecord } from '../merges/merge-record'
import { type AdtContext, applyAdt, lackingTraits } from '../patients/apply-adt'
import { ippKey, localIdentifier } from '../patients/ipp'
import type { Patient } from '../patients/patient'
import { applyMerges } from './apply-merges'
import type { Workspace } from './workspace'

export interface ProcessOptions extends AdtContext {
  unknownPatients: 'create' | 'reject'
  olderIdentity: 'apply' | 'skip'
}

/** What became of a message: findings beyond those of its form, and the patient concerned when it was integrated. */
export interface Processed {
  findings: Hl7Finding[]
  patient?: Patient
  /** fusions, each as it can be undone */
  merges?: MergeRecord[]
  /** an INS that came for this patient while another record holds it */
  collision?: NewCollision
}

/** Tolerated events whose act a person does here: the identity that they carry is read all the same. */
const NOT_APPLIED: ReadonlyMap<string, string> = new Map([
  ['A24', 'Rapprochement (A24) non appliqué : il se décide dans la liste des doublons, ou par une fusion (A40).'],
  ['A37', 'Fin de rapprochement (A37) sans effet : rien n’avait été rapproché.'],
  ['A49', 'Changement de numéro de dossier (A49) non appliqué : envoyer les mouvements sous le nouveau numéro.'],
])

const RULE = 'RNIV'

/** Applies a valid ADT message to the workspace. With a finding `E`, nothing of it was kept. */
export function processAdt(workspace: Workspace, adt: Adt, options: ProcessOptions): Processed {
  const findings: Hl7Finding[] = []
  const say = (severity: 'E' | 'W', location: string, code: Hl7Finding['code'], message: string): void => {
    findings.push({ severity, location, code, message, rule: RULE })
  }
  const own = adt.patient.ipps.map((one) => ippKey(localIdentifier(one, options.ownAuthority)))
  const found = [...new Set(own.map((key) => workspace.byIpp(key)).filter((one) => one !== undefined))]
  if (found.length > 1) {
    say('E', 'PID-3', '205', 'Les IPP de ce message désignent deux dossiers différents.')
    return { findings }
  }
  const before = found[0] ?? renamed(workspace, adt, options)
  if (!before && options.unknownPatients === 'reject' && adt.event !== 'A28' && adt.event !== 'A40') {
    say('E', 'PID-3', '204', 'Patient inconnu : aucune création d’identité (A28) n’a été reçue.')
    return { findings }
  }
  for (const trait of lackingTraits(before, adt.patient.traits)) {
    say('E', 'PID', '101', `Identité impossible à enregistrer sans ce trait : ${TRAIT_LABELS[trait].toLowerCase()}.`)
  }
  if (findings.length > 0) return { findings }
  const older = isOlder(before, adt)
  if (older) say('W', 'EVN-2', '0', 'Identité plus ancienne que celle déjà reçue de cet émetteur.')
  const redirected = before !== undefined && own.every((key) => workspace.ownerOf(key)?.mergedInto !== undefined)
  if (redirected) {
    say('W', 'PID-3', '0', 'Cet IPP est celui d’un dossier fusionné : l’identité du dossier conservé reste la sienne.')
  }
  const holder = foreignHolder(workspace, adt, before, options)
  const held = withOwnIpps(workspace, holder ? withoutIns(adt, say) : adt, before, options)
  const kept = redirected || (older && options.olderIdentity === 'skip')
  const after = before && kept ? before : applyAdt(before, held, options)
  if (NOT_APPLIED.has(adt.event)) say('W', 'MSH-9.2', '0', NOT_APPLIED.get(adt.event) ?? '')
  noteChanges(before, after, say)
  workspace.put(after)
  const applied = applyMerges(workspace, held, after, options)
  findings.push(...applied.findings)
  if (findings.some((one) => one.severity === 'E')) {
    workspace.forget()
    return { findings }
  }
  workspace.accept()
  const collision = holder && adt.patient.ins && collisionOf(adt, holder, after, adt.patient.ins, options)
  return { findings, patient: after, merges: applied.merges, ...(collision ? { collision } : {}) }
}

/** A47 that changes an IPP: the patient is known by the former one (PAM-FR 2.11 §4.4). */
function renamed(workspace: Workspace, adt: Adt, options: AdtContext): Patient | undefined {
  if (adt.event !== 'A47') return undefined
  const former = adt.merges.flatMap((merge) => merge.eliminated)
  return former
    .map((one) => workspace.byIpp(ippKey(localIdentifier(one, options.ownAuthority))))
    .find((one) => one !== undefined)
}

function isOlder(before: Patient | undefined, adt: Adt): boolean {
  const sender = `${adt.sendingApplication}|${adt.sendingFacility}`
  const last = before?.sources.find((one) => one.active && one.mode === 'INTEROP' && one.sender === sender)
  return last !== undefined && adt.recordedAt < last.at
}

/**
 * The other live record that holds the INS of the message: it is not given to a second one, a person decides (INS invariant, RNIV). A
 * merge that eliminates this record takes it from there.
 */
function foreignHolder(
  workspace: Workspace,
  adt: Adt,
  before: Patient | undefined,
  options: AdtContext,
): Patient | undefined {
  const holder = adt.patient.ins && workspace.byIns(adt.patient.ins)
  if (!holder || holder._id === before?._id) return undefined
  const eliminated = adt.event === 'A40' ? adt.merges.flatMap((merge) => merge.eliminated) : []
  const keys = eliminated.map((one) => ippKey(localIdentifier(one, options.ownAuthority)))
  return keys.some((key) => workspace.byIpp(key)?._id === holder._id) ? undefined : holder
}

function withoutIns(adt: Adt, say: (severity: 'W', location: string, code: '205', message: string) => void): Adt {
  say('W', 'PID-3', '205', 'INS ignorée : elle est déjà celle d’un autre dossier. Doublon potentiel à examiner.')
  const { ins: _ins, ...patient } = adt.patient
  return { ...adt, patient: { ...patient, status: 'VALIDEE' } }
}

/** IPPs of records merged into this one stay theirs: that merge can be undone. */
function withOwnIpps(workspace: Workspace, adt: Adt, before: Patient | undefined, options: AdtContext): Adt {
  const ipps = adt.patient.ipps.filter((one) => {
    const owner = workspace.ownerOf(ippKey(localIdentifier(one, options.ownAuthority)))
    return owner === undefined || owner._id === before?._id
  })
  return { ...adt, patient: { ...adt.patient, ipps } }
}

function collisionOf(adt: Adt, holder: Patient, claimant: Patient, ins: Ins, { now }: AdtContext): NewCollision {
  const label = `Message ${adt.event} de ${adt.sendingApplication}`
  const origin = { kind: 'PAM' as const, label, messageControlId: adt.controlId }
  return { holder, claimant, ins, holderId: holder._id, claimantId: claimant._id, origin, at: now }
}

function noteChanges(
  before: Patient | undefined,
  after: Patient,
  say: (severity: 'W', location: string, code: '0' | '102', message: string) => void,
): void {
  if (before && before.status !== 'PROVISOIRE') {
    const contradicted = contradictingTraits(before.traits, after.traits)
    const names = contradicted.map((trait) => TRAIT_LABELS[trait].toLowerCase()).join(', ')
    if (names !== '') say('W', 'PID', '0', `Traits stricts d’une identité connue changés : ${names}.`)
  }
  if (before === after) return
  const { birthName, firstBirthGivenName } = after.traits
  if (nameDefect(birthName, 'family') || (firstBirthGivenName !== '' && nameDefect(firstBirthGivenName, 'given'))) {
    say('W', 'PID-5', '102', 'Nom ou prénom contenant des caractères que l’identité nationale n’admet pas.')
  }
}
