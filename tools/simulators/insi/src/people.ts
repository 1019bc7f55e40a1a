import { insKey, type Ins } from '@anamnese/domain-ins'
import type { IdentityTraits } from '@anamnese/domain-traits'

/** Somebody of the national base of the simulator. */
export interface InsiPerson {
  ins: Ins
  traits: IdentityTraits
  history?: (Ins & { from?: string; to?: string })[]
  /** the card that names this person, when it is not their own: NIR of the insured, date as on the card (may be lunar), rank */
  card?: { insured?: string; birthDate?: string; rank?: string }
  /** what the national base returns oddly, as its own test base does */
  oddity?: { key?: string; without?: (keyof IdentityTraits)[] }
}

/** OID of the INS of tests */
export const TEST_OID = '1.2.250.1.213.1.4.10'

function person(positions13: string, traits: IdentityTraits, history: InsiPerson['history'] = []): InsiPerson {
  return { ins: ins(positions13), traits, history }
}

function ins(positions13: string): Ins {
  return { matricule: positions13 + insKey(positions13), oid: TEST_OID }
}

/** Test identities that the ANS publishes, then invented people; two of them answer to the same traits. */
export const DEMO_PEOPLE: readonly InsiPerson[] = [
  person('2790351215189', {
    birthName: 'PAT-TROIS',
    firstBirthGivenName: 'DOMINIQUE',
    birthGivenNames: 'DOMINIQUE MARIE-LOUISE',
    birthDate: '1979-03-28',
    sex: 'F',
    birthPlaceCode: '51215',
  }),
  person('180032B020401', {
    birthName: 'CORSE',
    firstBirthGivenName: 'ANTHONY',
    birthGivenNames: 'ANTHONY',
    birthDate: '1980-03-02',
    sex: 'M',
    birthPlaceCode: '2B020',
  }),
  person('297022A020778', {
    birthName: 'ADRTROIS',
    firstBirthGivenName: 'DOMINIQUE',
    birthGivenNames: 'DOMINIQUE',
    birthDate: '1997-02-26',
    sex: 'F',
    birthPlaceCode: '2A020',
  }),
  person(
    '2681129019004',
    {
      birthName: 'QUEMENER',
      firstBirthGivenName: 'SOIZIC',
      birthGivenNames: 'SOIZIC MARIE',
      birthDate: '1968-11-07',
      sex: 'F',
      birthPlaceCode: '29019',
    },
    [{ ...ins('2681129019003'), to: '2019-06-30' }],
  ),
  person('2850422113001', {
    birthName: 'LE BIHAN',
    firstBirthGivenName: 'ANNE',
    birthGivenNames: 'ANNE',
    birthDate: '1985-04-12',
    sex: 'F',
    birthPlaceCode: '22113',
  }),
  person('2850422278002', {
    birthName: 'LE BIHAN',
    firstBirthGivenName: 'ANNE',
    birthGivenNames: 'ANNE',
    birthDate: '1985-04-12',
    sex: 'F',
    birthPlaceCode: '22278',
  }),
]

/** People whose answers are odd: wrong key, absent key, active INS repeated among the past ones, trait missing, lunar card of a child. */
export const ODD_PEOPLE: readonly InsiPerson[] = [
  {
    ...person('1810363220456', {
      birthName: 'HERMANN',
      firstBirthGivenName: 'GATIEN',
      birthGivenNames: 'GATIEN',
      birthDate: '1981-03-24',
      sex: 'M',
      birthPlaceCode: '63220',
    }),
    history: [ins('1810363220456'), ins('2810363220456')],
    oddity: { key: '60' },
  },
  {
    ...person('2700229019077', {
      birthName: 'LE COZ',
      firstBirthGivenName: 'GWENOLA',
      birthGivenNames: 'GWENOLA',
      birthDate: '1970-02-11',
      sex: 'F',
      birthPlaceCode: '29019',
    }),
    oddity: { without: ['birthPlaceCode'] },
  },
  {
    ...person('1630729019055', {
      birthName: 'KERJEAN',
      firstBirthGivenName: 'PIERRICK',
      birthGivenNames: 'PIERRICK ALAIN',
      birthDate: '1963-07-19',
      sex: 'M',
      birthPlaceCode: '29019',
    }),
    oddity: { key: '' },
  },
  {
    ...person('2190622113042', {
      birthName: 'QUEMENER',
      firstBirthGivenName: 'ENORA',
      birthGivenNames: 'ENORA',
      birthDate: '2019-06-21',
      sex: 'F',
      birthPlaceCode: '22113',
    }),
    card: { insured: '2681129019004', birthDate: '2019-31-42', rank: '1' },
  },
]
