import { accountLines, type RunDescription } from '@anamnese/tool-stack'
import type { StepResult } from './play/play'

const began = performance.timeOrigin

/** One line of progress, on the standard error: the standard output belongs to the result. */
export function tell(line: string): void {
  const seconds = ((Date.now() - began) / 1000).toFixed(1).padStart(6)
  process.stderr.write(`${seconds} s  ${line}\n`)
}

export function tellStep({ ok, title, ms, detail }: StepResult): void {
  tell(`${ok ? '✔' : '✘'} ${title} (${(ms / 1000).toFixed(1)} s) : ${detail}`)
}

/** What to open and who may sign in. */
export function welcome(run: RunDescription): string {
  return [
    '',
    `Anamnèse est prêt : ${run.gateway}`,
    '',
    'Comptes de démonstration (page du simulateur de Pro Santé Connect, sans mot de passe) :',
    ...accountLines().map((line) => `  ${line}`),
    '',
    `HL7 (MLLP)       ${run.mllp.identity}`,
    `Messagerie       ${run.simulators['mail']?.['adminUrl'] ?? ''}/messages`,
    `Journaux         ${run.logs}`,
    'Arrêt            Ctrl-C',
    '',
  ].join('\n')
}
