import type { SignInAccount } from '@anamnese/contracts'
import type { PscExercise } from '@anamnese/interop-psc'
import { actorFor, actorOfAccount, firstExercise } from './actor'

const account: SignInAccount = {
  id: 'a1',
  family: 'Jaouen',
  given: 'Loïc',
  prefix: 'DR',
  idNat: '810100000032',
  profession: '10',
  professionLabel: 'Médecin',
  units: ['6100'],
  permissions: ['patient.read'],
  active: true,
  establishment: '220000020',
  structure: { idNat: '1220000020', name: "CH DE L'ARGOAT" },
}
const specialty = { code: 'G15_10/SM30', system: '1.2.250.1.213.1.1.4.5' }
const here: PscExercise = {
  id: 'h',
  label: 'ici',
  profession: '10',
  specialty,
  establishment: '220000020',
  structure: { idNat: '1220000020', name: '' },
}
const elsewhere: PscExercise = {
  ...here,
  id: 'e',
  establishment: '220000038',
  structure: { idNat: '1220000038', name: 'MAISON DE SANTE' },
}

test('the name is as people are named here', () => {
  expect(actorOfAccount(account).name).toBe('Dr Loïc JAOUEN')
})

test('the first exercise is the one in this hospital', () => {
  expect(firstExercise([elsewhere, here], '220000020')).toBe(here)
  expect(firstExercise([elsewhere], '220000020')).toBe(elsewhere)
  expect(firstExercise([], '220000020')).toBeUndefined()
})

test('profession and specialty come from the national exercise, rights and units from the account', () => {
  expect(actorFor(actorOfAccount(account), here)).toMatchObject({
    specialty,
    units: ['6100'],
    permissions: ['patient.read'],
  })
})

test('whatever the exercise, what is written here is written for this hospital', () => {
  for (const exercise of [here, elsewhere])
    expect(actorFor(actorOfAccount(account), exercise).structure).toEqual(account.structure)
})

test('without RPPS exercise the account stands alone', () => {
  expect(actorFor(actorOfAccount(account), undefined)).toEqual(actorOfAccount(account))
})
