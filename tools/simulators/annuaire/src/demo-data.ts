import type { DirectoryData, DirectoryOrganization, DirectoryPractitioner } from './options'

const HOSPITAL: DirectoryOrganization = {
  finess: '220000020',
  name: "CH DE L'ARGOAT",
  postalCode: '22200',
  city: 'GUINGAMP',
  mailboxes: [
    { address: 'cardiologie.app@ch-argoat.mssante.example', type: 'APP', service: 'Cardiologie' },
    { address: 'secretariat.cardiologie@ch-argoat.mssante.example', type: 'ORG', service: 'Cardiologie' },
  ],
}

const PRACTICE: DirectoryOrganization = {
  finess: '220012348',
  name: 'MAISON DE SANTE DU TRIEUX',
  postalCode: '22260',
  city: 'PONTRIEUX',
  mailboxes: [{ address: 'msp.trieux@medecin.mssante.example', type: 'ORG' }],
}

/** Completes ten digits with their Luhn key: an RPPS number that passes the check and belongs to nobody. */
export function demoRpps(firstTen: string): string {
  for (let key = 0; key < 10; key++) if (luhn(`${firstTen}${String(key)}`)) return `${firstTen}${String(key)}`
  throw new Error('dix chiffres attendus')
}

function luhn(digits: string): boolean {
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, character, index) => {
      const doubled = Number(character) * (index % 2 === 1 ? 2 : 1)
      return total + (doubled > 9 ? doubled - 9 : doubled)
    }, 0)
  return sum % 10 === 0
}

const DOCTORS: DirectoryPractitioner[] = [
  {
    rpps: demoRpps('1010000001'),
    family: 'TANGUY',
    given: 'Paul',
    prefix: 'DR',
    profession: '10',
    specialty: 'SM54',
    mailboxes: [{ address: 'paul.tanguy@medecin.mssante.example', type: 'PER' }],
    structures: [PRACTICE.finess],
  },
  {
    rpps: demoRpps('1010000000'),
    family: 'KERVADEC',
    given: 'Maëlle',
    prefix: 'DR',
    profession: '10',
    specialty: 'SM04',
    mailboxes: [{ address: 'maelle.kervadec@ch-argoat.mssante.example', type: 'PER' }],
    structures: [HOSPITAL.finess],
  },
  {
    rpps: demoRpps('1010000002'),
    family: 'LE BIHAN',
    given: 'Soizic',
    prefix: 'DR',
    profession: '10',
    specialty: 'SM54',
    mailboxes: [{ address: 'soizic.lebihan@medecin.mssante.example', type: 'PER', redList: true }],
    structures: [PRACTICE.finess],
  },
  {
    rpps: demoRpps('1010000003'),
    family: 'MORVAN',
    given: 'Hervé',
    prefix: 'DR',
    profession: '10',
    specialty: 'SM54',
    mailboxes: [],
    structures: [],
  },
]

/** Professionals enough for a search to have several pages. */
const CROWD: DirectoryPractitioner[] = Array.from({ length: 120 }, (_, index) => ({
  rpps: demoRpps(`10200${String(index).padStart(5, '0')}`),
  family: 'ANNUAIRE',
  given: `Prénom${String(index + 1)}`,
  profession: '60',
  mailboxes: [{ address: `soignant${String(index + 1)}@idel.mssante.example`, type: 'PER' as const }],
  structures: [],
}))

/** The directory of the demonstration: invented people, mailboxes of a domain that does not exist. */
export const DEMO_DIRECTORY: DirectoryData = {
  practitioners: [...DOCTORS, ...CROWD],
  organizations: [HOSPITAL, PRACTICE],
}
