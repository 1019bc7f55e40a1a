import { readPscPerson } from './psc-person'

const activity = (finess: string, name: string): Record<string, string> => ({
  numeroFinessSite: finess,
  numeroSiretSite: '',
  codeSectionPharmacien: '',
  raisonSocialeSite: name,
})

test('a physician has one exercise per activity, with its J01 specialty and its structure', () => {
  const person = readPscPerson('https://psc.example', {
    sub: 'f:1:810100000032',
    SubjectNameID: '810100000032',
    family_name: 'JAOUEN',
    given_name: 'LOÏC',
    SubjectRefPro: {
      exercices: [
        {
          codeProfession: '10',
          codeSavoirFaire: 'SM30',
          codeCiviliteDexercice: 'DR',
          activities: [activity('220000020', "CH DE L'ARGOAT"), activity('220000038', 'MAISON DE SANTE')],
        },
      ],
    },
  })
  expect(person.idNat).toBe('810100000032')
  expect(person.exercises).toHaveLength(2)
  expect(person.exercises[0]).toMatchObject({
    profession: '10',
    prefix: 'DR',
    specialty: { code: 'G15_10/SM30', system: '1.2.250.1.213.1.1.4.5' },
    structure: { idNat: '1220000020', name: "CH DE L'ARGOAT" },
    establishment: '220000020',
  })
  expect(person.exercises[0]!.id).not.toBe(person.exercises[1]!.id)
})

test('a card holder without RPPS, with empty exercises, is read without any exercise', () => {
  for (const reference of [undefined, '', {}, { exercices: [] }, { exercices: null }]) {
    const person = readPscPerson('i', { sub: 's', SubjectNameID: '30B0168811/CPET00001', SubjectRefPro: reference })
    expect(person).toMatchObject({ idNat: '30B0168811/CPET00001', exercises: [] })
  }
})

test('an exercise whose profession is an empty string does not invent a specialty', () => {
  const person = readPscPerson('i', {
    SubjectNameID: '899700366240',
    SubjectRefPro: { exercices: [{ codeProfession: '', activities: [] }] },
  })
  expect(person.exercises).toHaveLength(1)
  expect(person.exercises[0]!.specialty).toBeUndefined()
})

test('without SubjectNameID nobody is signed in', () => {
  expect(() => readPscPerson('i', { sub: 's', SubjectNameID: '' })).toThrow(
    expect.objectContaining({ code: 'SIGN_IN.IDENTIFIER' }) as Error,
  )
})
