import { insKey, type Ins } from '@anamnese/domain-ins'
import type { IdentityTraits } from '@anamnese/domain-traits'

/** Somebody of the national base of the simulator. */
export interface InsiPerson {
  ins: Ins
  traits: IdentityTraits
  history?: (Ins & { from?: string; to?: string })[]
}

/** OID of the INS of tests */
const TEST_OID = '1.2.250.1.213.1.4.10'

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
