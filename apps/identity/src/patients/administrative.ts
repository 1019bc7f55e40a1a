import type {
  AdministrativeContact,
  AdministrativeCoverage,
  AdministrativeView,
  PsychiatricMode,
} from '@anamnese/contracts'
import type { Adt, AdtContact, AdtPsychiatricMode, Patch } from '@anamnese/interop-pam-fr'
import { telecomsOf } from './contact'
import { patched } from './patched'

const MAX_EXTRAS = 20
const MAX_EXTRA_LENGTH = 2_000

/**
 * What a message adds to the administrative part of a record: `""` deletes, what is empty stays. `undefined` when nothing changes,
 * `null` when nothing is left.
 */
export function administrativeOf(
  before: AdministrativeView | undefined,
  adt: Adt,
): AdministrativeView | null | undefined {
  const { patient, extras } = adt
  const { occupation, capture } = patient
  const next = patched<AdministrativeView>(before ?? {}, {
    contacts: contactsOf(patient.contacts),
    maritalStatus: patient.maritalStatus,
    livingArrangement: patient.livingArrangement,
    protected: patient.protected,
    activity: occupation?.activity,
    category: occupation?.category,
    coverages: patient.coverages?.map(coverageOf),
    psychiatry: patient.psychiatry && modes(before?.psychiatry ?? [], patient.psychiatry),
    measures: patient.measures && measures(before?.measures ?? [], patient.measures),
    smsConsent: capture?.smsConsent,
    gestationWeeks: capture?.gestationWeeks,
    extras: extras && { ...before?.extras, ...extrasOf(extras) },
  })
  if (Object.keys(next).length === 0) return before === undefined ? undefined : null
  return next
}

/** The trusted person belongs to a stay, and is kept there (PAM-FR 2.11 §6.9). */
function contactsOf(sent: AdtContact[] | undefined): Patch<AdministrativeContact[]> | undefined {
  return sent
    ?.filter(({ role }) => role !== 'K')
    .map(({ family, given, relationship, role, telecoms }) => ({
      family,
      ...(given === undefined ? {} : { given }),
      ...(relationship === undefined ? {} : { relationship }),
      ...(role === undefined ? {} : { role }),
      telecoms: telecomsOf(telecoms) ?? [],
    }))
}

/** Without the number of the insured person: it is that of billing, and designates nobody here. */
function coverageOf(sent: NonNullable<Adt['patient']['coverages']>[number]): AdministrativeCoverage {
  const { insuredNir: _nir, insuredFamily: _family, insuredGiven: _given, ...coverage } = sent
  return coverage
}

/** Modes of care by their identifier: inserted, corrected, cancelled. */
function modes(known: readonly PsychiatricMode[], sent: readonly AdtPsychiatricMode[]): PsychiatricMode[] | null {
  const all = new Map(known.map((mode) => [mode.id, mode]))
  for (const { id, action, mode, startsAt, endsAt } of sent) {
    if (action === 'CANCEL') all.delete(id)
    else all.set(id, { id, mode, startsAt, ...(endsAt === undefined ? {} : { endsAt }) })
  }
  return all.size > 0 ? [...all.values()] : null
}

/** The last value of each. */
function measures(
  known: NonNullable<AdministrativeView['measures']>,
  sent: NonNullable<Adt['patient']['measures']>,
): NonNullable<AdministrativeView['measures']> {
  const all = new Map(known.map((one) => [one.code, one]))
  for (const { status, ...one } of sent) if (status !== 'D') all.set(one.code, one)
  return [...all.values()]
}

/** By name: a segment that comes again replaces those of its name. */
function extrasOf(segments: readonly string[]): Record<string, string[]> {
  const all: Record<string, string[]> = {}
  for (const raw of segments.slice(0, MAX_EXTRAS)) {
    const name = raw.slice(0, 3)
    all[name] = [...(all[name] ?? []), raw.slice(0, MAX_EXTRA_LENGTH)]
  }
  return all
}
