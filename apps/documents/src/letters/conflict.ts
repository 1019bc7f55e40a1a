import { conflict, type ProblemError } from '@anamnese/platform-http'
import { isOpen, type Letter } from './letter'

/** Who saved meanwhile and when, so that the two can talk to each other. */
export function conflictProblem(letter: Letter, timeZone: string): ProblemError {
  const format = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'short', timeStyle: 'short', timeZone })
  const at = format.format(new Date(letter.savedAt)).replace(' ', ' à ')
  const what = isOpen(letter) ? 'a enregistré cette lettre' : 'a terminé cette lettre'
  return conflict(
    'LETTER.CONFLICT',
    `${letter.savedBy} ${what} le ${at}.`,
    'Relisez sa version avant de continuer : vos modifications ne l’ont pas remplacée.',
  )
}
