import { type GrammarItem, parseGrammar } from './grammar'

/** ITI-30 feeds identities, ITI-31 encounters. */
export type PamTransaction = 'ITI-30' | 'ITI-31'

export interface PamEvent {
  event: string
  label: string
  transaction: PamTransaction
  /** MSH-9.3 accepted, the one to emit first */
  structures: readonly string[]
  grammar: readonly GrammarItem[]
  /** ZBE-4 accepted */
  actions: readonly ('INSERT' | 'UPDATE' | 'CANCEL')[]
}

// Shared ends of structures (PAM-FR 2.11 §5.2; HL7 2.5 §3.3).
const INSURANCE = 'GT1* (IN1 IN2? IN3* ROL*)* ACC?'
const CLINICAL = 'ROL* DB1* OBX* AL1* DG1* DRG? (PR1 ROL*)*'
const START = 'PID PD1? ROL* NK1* PV1 PV2?'
const SHORT = 'PID PD1? PV1 PV2? ZBE'
const ADMISSION = `${START} ZBE ZFA? ZFP? ZFV? ZFM? ZFD? ZFS* ${CLINICAL} ${INSURANCE} UB1? UB2?`
const CLASS_CHANGE = `PID PD1? ROL* MRG? NK1* PV1 PV2? ZBE ZFM? ${CLINICAL} ${INSURANCE} UB1? UB2?`

function event(
  name: string,
  label: string,
  structures: string | readonly string[],
  grammar: string,
  actions: PamEvent['actions'] = [],
): [string, PamEvent] {
  return [
    name,
    {
      event: name,
      label,
      transaction: actions.length > 0 || name === 'A44' ? 'ITI-31' : 'ITI-30',
      structures: typeof structures === 'string' ? [structures] : structures,
      grammar: parseGrammar(`MSH SFT* EVN ${grammar}`),
      actions,
    },
  ]
}

/** The events of PAM-FR 2.11 §5.3.2, required and optional, with the structure of each. */
export const PAM_EVENTS: ReadonlyMap<string, PamEvent> = new Map([
  event('A28', 'création d’identité', 'ADT_A05', `${START} ZFA? ZFD? ZFS* ${CLINICAL} ${INSURANCE} UB1? UB2?`),
  event('A31', 'mise à jour d’identité', 'ADT_A05', `${START} ZFA? ZFD? ZFS* ${CLINICAL} ${INSURANCE} UB1? UB2?`),
  event('A40', 'fusion d’identités', 'ADT_A39', '(PID PD1? MRG PV1?)+'),
  event('A47', 'changement d’identifiants', 'ADT_A30', 'PID PD1? MRG'),
  event('A01', 'admission en hospitalisation', 'ADT_A01', `${ADMISSION} PDA?`, ['INSERT']),
  event('A02', 'mutation', 'ADT_A02', `${START} ZBE ZFV? ZFM? ROL* DB1* OBX* PDA?`, ['INSERT']),
  event(
    'A03',
    'sortie',
    'ADT_A03',
    `${START} ZBE ZFV? ZFM? ROL* DB1* AL1* DG1* DRG? (PR1 ROL*)* OBX* ${INSURANCE} PDA?`,
    ['INSERT'],
  ),
  event('A04', 'admission en externe, urgence ou séance', 'ADT_A01', `${ADMISSION} PDA?`, ['INSERT']),
  event('A05', 'pré-admission', 'ADT_A05', ADMISSION, ['INSERT']),
  event('A06', 'passage en hospitalisation', 'ADT_A06', CLASS_CHANGE, ['INSERT', 'CANCEL']),
  event('A07', 'passage en externe', 'ADT_A06', CLASS_CHANGE, ['INSERT', 'CANCEL']),
  event('A11', 'annulation d’admission', 'ADT_A09', `${SHORT} DB1* OBX* DG1*`, ['CANCEL']),
  event('A12', 'annulation de mutation', ['ADT_A12', 'ADT_A09'], `${SHORT} DB1* OBX* DG1?`, ['CANCEL']),
  event('A13', 'annulation de sortie', 'ADT_A01', `${ADMISSION} PDA?`, ['CANCEL']),
  event('A09', 'départ pour un déplacement temporaire', 'ADT_A09', `${SHORT} DB1* OBX* DG1*`, ['INSERT']),
  event('A10', 'arrivée d’un déplacement temporaire', 'ADT_A09', `${SHORT} DB1* OBX* DG1*`, ['INSERT']),
  event('A14', 'admission prévue', 'ADT_A05', ADMISSION, ['INSERT']),
  event('A15', 'mutation prévue', 'ADT_A15', `${START} ZBE ZFM? ROL* DB1* OBX* DG1*`, ['INSERT']),
  event('A16', 'sortie prévue', 'ADT_A16', `${START} ZBE ZFM? ROL* DB1* OBX* AL1* DG1* DRG? (PR1 ROL*)* ${INSURANCE}`, [
    'INSERT',
  ]),
  event('A21', 'départ en permission', 'ADT_A21', `${SHORT} ZFV? ZFM? DB1* OBX*`, ['INSERT']),
  event('A22', 'retour de permission', 'ADT_A21', `${SHORT} ZFM? DB1* OBX*`, ['INSERT']),
  event('A25', 'annulation de sortie prévue', 'ADT_A21', `${SHORT} DB1* OBX*`, ['CANCEL']),
  event('A26', 'annulation de mutation prévue', 'ADT_A21', `${SHORT} DB1* OBX*`, ['CANCEL']),
  event('A27', 'annulation d’admission prévue', 'ADT_A21', `${SHORT} DB1* OBX*`, ['CANCEL']),
  event('A24', 'rapprochement de deux identités', 'ADT_A24', '(PID PD1? PV1? DB1*)+'),
  event('A37', 'fin de rapprochement de deux identités', 'ADT_A37', '(PID PD1? PV1? DB1*)+'),
  event('A32', 'annulation d’arrivée temporaire', 'ADT_A21', `${SHORT} DB1* OBX*`, ['CANCEL']),
  event('A33', 'annulation de départ temporaire', 'ADT_A21', `${SHORT} DB1* OBX*`, ['CANCEL']),
  event('A38', 'annulation de pré-admission', 'ADT_A38', `${SHORT} DB1* OBX* DG1* DRG?`, ['CANCEL']),
  event('A44', 'rattachement d’un dossier à un autre patient', 'ADT_A43', '(PID PD1? MRG)+'),
  event('A49', 'changement de numéro de dossier', 'ADT_A30', 'PID PD1? MRG'),
  event('A52', 'annulation de départ en permission', 'ADT_A52', SHORT, ['CANCEL']),
  event('A53', 'annulation de retour de permission', 'ADT_A52', SHORT, ['CANCEL']),
  event('A54', 'changement de médecin responsable', 'ADT_A54', `PID PD1? ROL* PV1 PV2? ZBE ROL*`, ['INSERT']),
  event('A55', 'annulation de changement de médecin', 'ADT_A52', SHORT, ['CANCEL']),
  event('Z99', 'correction de mouvement', 'ADT_A01', `${ADMISSION} PDA?`, ['UPDATE']),
  // Changes of medical or care unit and of conditions before release 2.7, sent by old partners: received as transfers.
  ...(['Z80', 'Z82', 'Z84', 'Z86', 'Z88'] as const).map((old) =>
    event(old, 'mutation (ancien événement)', 'ADT_A01', `${ADMISSION} PDA?`, ['INSERT']),
  ),
  ...(['Z81', 'Z83', 'Z85', 'Z87', 'Z89'] as const).map((old) =>
    event(old, 'annulation de mutation (ancien événement)', 'ADT_A01', `${ADMISSION} PDA?`, ['CANCEL']),
  ),
])

const SUCCESSORS: Readonly<Record<string, string>> = {
  Z80: 'A02',
  Z82: 'A15',
  Z86: 'A15',
  Z84: 'A02',
  Z88: 'A02',
  Z81: 'A12',
  Z83: 'A26',
  Z87: 'A26',
  Z85: 'A12',
  Z89: 'A12',
}

/** The event of release 2.11 that an event stands for. */
export function currentEvent(name: string): string {
  return SUCCESSORS[name] ?? name
}

const TOLERATED: ReadonlySet<string> = new Set(['A24', 'A37', 'A49'])

/** Events that this product sends: those of the profile, without the former ones nor those that it only tolerates. */
export const EMITTED_EVENTS: readonly string[] = [...PAM_EVENTS.keys()].filter(
  (name) => !name.startsWith('Z8') && !TOLERATED.has(name),
)
