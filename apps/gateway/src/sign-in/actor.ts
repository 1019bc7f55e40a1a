import type { Actor, SignInAccount } from '@anamnese/contracts'
import type { PscExercise } from '@anamnese/interop-psc'

/** As people are named here: `Dr Maëlle KERVADEC`. */
function nameOf({ prefix, given, family }: { prefix?: string; given: string; family: string }): string {
  const title = prefix === undefined ? '' : `${prefix.charAt(0)}${prefix.slice(1).toLowerCase()} `
  return `${title}${given} ${family.toUpperCase()}`
}

/** Who acts, from their account here: rights and units come from it alone. */
export function actorOfAccount(account: SignInAccount): Actor {
  const { id, family, given, prefix, idNat, profession, specialty, establishment, structure, units, permissions } =
    account
  return {
    kind: 'person',
    id,
    name: nameOf(account),
    family,
    given,
    profession,
    establishment,
    structure,
    units,
    permissions,
    ...(prefix === undefined ? {} : { prefix }),
    ...(idNat === undefined ? {} : { idNat }),
    ...(specialty === undefined ? {} : { specialty }),
  }
}

/**
 * The actor in one of the exercises that Pro Santé Connect vouches for: profession, specialty and title are the national ones.
 * The structure stays the hospital's when the exercise is elsewhere: what is written here is written for the hospital.
 */
export function actorFor(actor: Actor, exercise: PscExercise | undefined): Actor {
  if (exercise === undefined) return actor
  const here = exercise.establishment === actor.establishment && exercise.structure !== undefined
  return {
    ...actor,
    ...(exercise.profession === '' ? {} : { profession: exercise.profession }),
    ...(exercise.specialty === undefined ? {} : { specialty: exercise.specialty }),
    ...(exercise.prefix === undefined ? {} : { prefix: exercise.prefix }),
    structure:
      here && exercise.structure
        ? { ...exercise.structure, name: exercise.structure.name || actor.structure.name }
        : actor.structure,
  }
}

/** The exercise to begin with: the one in this hospital, else the first. */
export function firstExercise(exercises: PscExercise[], establishment: string): PscExercise | undefined {
  return exercises.find((exercise) => exercise.establishment === establishment) ?? exercises[0]
}
