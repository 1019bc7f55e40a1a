import type { ArrivalState } from '@anamnese/contracts'
import type { Arrival } from './arrival'

const ORIGINS: Readonly<Record<Arrival['origin'], string>> = {
  file: 'Fichier',
  dmp: 'Document du DMP',
  mssante: 'Document reçu par MSSanté',
}

const SENTENCES: Readonly<Record<ArrivalState, string>> = {
  received: 'en cours d’examen',
  opened: 'ouvert : chacun de ses documents est suivi à part',
  integrated: 'intégré au dossier',
  duplicate: 'déjà présent dans le dossier : rien n’a été ajouté',
  withdrawn: 'retiré par son auteur : le document reste dans le dossier, marqué comme retiré',
  'to-attach': 'à rattacher à un dossier',
  conflict: 'en conflit avec un document déjà gardé',
  refused: 'refusé',
  infected: 'écarté par l’antivirus',
  failed: 'non examiné',
  dismissed: 'écarté',
}

const NEXT: Partial<Record<ArrivalState, string>> = {
  'to-attach': 'Choisissez le dossier, ou écartez-le.',
  conflict: 'Comparez les deux, puis gardez aussi celui-ci ou écartez-le.',
  refused: 'Demandez un nouvel envoi, puis écartez-le.',
  infected: 'Ne l’ouvrez pas ; prévenez l’émetteur.',
  failed: 'Demandez un nouvel examen.',
}

/** The whole state of an arrival as one sentence: what it is, what happened, why, what to do. */
export function sentenceOf({ origin, state, reason }: Arrival): string {
  const why = reason === undefined ? '.' : ` : ${lowered(reason.message)}`
  return [`${ORIGINS[origin]} ${SENTENCES[state]}${why}`, NEXT[state]].filter(Boolean).join(' ')
}

/** The first letter of a sentence that goes on another; a name or an acronym keeps its own. */
function lowered(message: string): string {
  return /^(L’|Le |La |Les |Ce |Un |Une |Aucun|Plusieurs )/.test(message)
    ? message.charAt(0).toLowerCase() + message.slice(1)
    : message
}
