import { randomUUID } from 'node:crypto'
import { SIRAM } from '@anamnese/interop-insi'
import type { FaultContent } from '@anamnese/interop-soap'
import { el } from '@anamnese/interop-xml'
import { RefusedCall } from '@anamnese/tool-sim-kit'

/** A fault of the teleservice, with its `siram:Erreur`. */
export function siramFault(code: string, text: string, severity: 'erreur' | 'fatale' = 'fatale'): FaultContent {
  return {
    code: 'Sender',
    subcode: { namespace: SIRAM, name: 'siram_100' },
    reason: text,
    detail: el(
      'siram:Erreur',
      { 'xmlns:siram': SIRAM, severite: severity, code, messageID: `uuid:${randomUUID()}` },
      text,
    ),
  }
}

export function refuse(code: string, text: string): never {
  throw new RefusedCall(siramFault(code, text))
}
