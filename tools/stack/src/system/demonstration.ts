import { DEMO_PEOPLE } from '@anamnese/tool-sim-psc'
import type { AccountRequest, Permission } from '@anamnese/contracts'

/** The invented hospital that every demonstration runs in. */
export const HOSPITAL = {
  establishment: '220000020',
  structure: { idNat: '1220000020', name: "CH DE L'ARGOAT" },
  oidRoot: '1.2.250.1.999.1.1.220',
  ippAuthority: 'GAM&220000012&M',
  mailbox: 'cardiologie.app@ch-argoat.mssante.example',
  mailboxLabel: "Service de cardiologie, CH DE L'ARGOAT",
  replyTo: 'secretariat.cardiologie@ch-argoat.mssante.example',
  units: ['6268', '6100', '7000'],
}

export const API_CLIENT_ID = 'demonstration'
const API_SCOPES: Permission[] = [
  'patient.read',
  'identity.write',
  'identity.strict',
  'identity.merge',
  'document.read',
  'document.write',
  'document.validate',
  'exchange.manage',
  'indicator.read',
  'audit.read',
]

interface DemoAccount {
  idNat: string
  account: Omit<AccountRequest, 'family' | 'given' | 'idNat'>
}

const { units } = HOSPITAL
const specialty = (code: string, display: string): NonNullable<AccountRequest['specialty']> => ({
  code: `G15_10/${code}`,
  system: '1.2.250.1.213.1.1.4.5',
  display,
})

/** Who may sign in. Permissions follow the profession unless they are written here. */
const ACCOUNTS: DemoAccount[] = [
  {
    idNat: '810100000008',
    account: {
      prefix: 'Dr',
      profession: '10',
      specialty: specialty('SM04', 'Médecin - Cardiologie et maladies vasculaires (SM)'),
      units: ['6268'],
    },
  },
  { idNat: '810100000024', account: { profession: '60', units: ['6268'] } },
  { idNat: '3220000020/SEC0001', account: { profession: '331', units: ['6268'] } },
  {
    idNat: '3220000020/CIV0001',
    account: {
      profession: 'CIV',
      units,
      permissions: ['patient.read', 'identity.write', 'identity.strict', 'identity.merge'],
    },
  },
  {
    idNat: '3220000020/RSSI001',
    account: { profession: 'RSSI', units: [], permissions: ['audit.read', 'indicator.read'] },
  },
  {
    idNat: '3220000020/ADM0001',
    account: {
      profession: 'ADM',
      units: [],
      permissions: ['directory.manage', 'admin', 'indicator.read', 'exchange.manage'],
    },
  },
  {
    idNat: '810100000032',
    account: {
      prefix: 'Dr',
      profession: '10',
      specialty: specialty('SM30', 'Médecin - Néphrologie (SM)'),
      units: ['6100'],
    },
  },
  {
    idNat: '810100000057',
    account: { prefix: 'Dr', profession: '10', units: ['7000'], active: false },
  },
]

export interface DirectorySeed {
  establishment: string
  structure: { idNat: string; name: string }
  accounts: AccountRequest[]
  clients: { clientId: string; clientSecret: string; name: string; scopes: Permission[] }[]
}

/** What the directory knows at the first start of a demonstration. */
export function directorySeed(apiClientSecret: string): DirectorySeed {
  const accounts = ACCOUNTS.map(({ idNat, account }) => {
    const person = DEMO_PEOPLE.find((one) => one.idNat === idNat)
    if (!person) throw new Error(`no demonstration person ${idNat}`)
    return { idNat, family: person.family, given: person.given, ...account }
  })
  const client = { clientId: API_CLIENT_ID, clientSecret: apiClientSecret, name: 'Démonstration', scopes: API_SCOPES }
  return { establishment: HOSPITAL.establishment, structure: HOSPITAL.structure, accounts, clients: [client] }
}

/** The demonstration accounts, in words, for who starts the product. */
export function accountLines(): string[] {
  return ACCOUNTS.filter(({ account }) => account.active !== false).map(({ idNat }) => {
    const person = DEMO_PEOPLE.find((one) => one.idNat === idNat)
    return person ? `${person.given} ${person.family} – ${person.label}` : idNat
  })
}
