import { FhirError } from '../outcome'
import { gradeOf, readMatch } from './match'

const asked = (resource: object, more: object[] = []): object => ({
  resourceType: 'Parameters',
  parameter: [{ name: 'resource', resource: { resourceType: 'Patient', ...resource } }, ...more],
})
const status = (body: unknown): number => {
  try {
    readMatch(body)
  } catch (error) {
    if (error instanceof FhirError) return error.status
    throw error
  }
  return 200
}

describe('what $match is asked', () => {
  it('is a person described as FR Core does, in the letters of the RNIV', () => {
    const request = readMatch(
      asked({
        name: [
          { use: 'usual', family: 'Dupont' },
          { use: 'official', family: 'Le Göff', given: ['Élise'] },
        ],
        gender: 'female',
        birthDate: '1990-01-02',
        telecom: [
          { system: 'phone', value: '06' },
          { system: 'fax', value: '02' },
        ],
        identifier: [{ system: 'urn:oid:1.2.250.1.213.1.4.10', value: '180032b02040123' }],
      }),
    )
    expect(request).toMatchObject({
      traits: {
        birthName: 'LE GOFF',
        firstBirthGivenName: 'ELISE',
        usedName: 'DUPONT',
        sex: 'F',
        birthDate: '1990-01-02',
      },
      ins: { matricule: '180032B02040123', oid: '1.2.250.1.213.1.4.10' },
      telecoms: [{ system: 'tel', value: '06' }],
      count: 10,
      onlyCertainMatches: false,
    })
  })

  it('is bounded', () => {
    const body = asked({ name: [{ family: 'X' }], birthDate: '1990-01-02' }, [{ name: 'count', valueInteger: 10_000 }])
    expect(readMatch(body).count).toBe(50)
  })

  it.each([
    [undefined, 400],
    [{}, 400],
    [{ resourceType: 'Parameters', parameter: {} }, 400],
    [{ resourceType: 'Parameters', parameter: [] }, 400],
    [asked({}), 422],
    [asked({ name: 'LE GOFF', birthDate: 19900102 }), 422],
    [asked({ name: [{ family: 'LE GOFF' }], birthDate: '1990' }), 422],
    [asked({ identifier: [{ value: '12' }] }), 200],
  ])('%j is answered %i', (body, expected) => {
    expect(status(body)).toBe(expected)
  })
})

it('whatever the shape of what is sent, it is read or refused', () => {
  const odd = [null, 0, 'x', {}, [null], [0], ['x'], [{}], [[]], [{ value: {} }], [{ family: 1, given: {} }]]
  const names = ['name', 'identifier', 'telecom', 'address', 'extension', 'birthDate', 'gender']
  for (const name of names) for (const value of odd) expect([200, 422]).toContain(status(asked({ [name]: value })))
  for (const value of odd)
    expect(status({ resourceType: 'Parameters', parameter: [{ name: 'resource', resource: value }] })).toBe(400)
})

it.each([
  [100, true, 'certain'],
  [30, true, 'certain'],
  [100, false, 'probable'],
  [72, false, 'probable'],
  [60, false, 'possible'],
  [59, false, 'certainly-not'],
] as const)('a score of %i, same identifier %s, is %s', (score, same, grade) => {
  expect(gradeOf(score, same)).toBe(grade)
})
