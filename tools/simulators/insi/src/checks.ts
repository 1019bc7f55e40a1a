import { CTX_BAM, CTX_LPS } from '@anamnese/interop-insi'
import { childOf, descend, textOf } from '@anamnese/interop-xml'
import { subjectValues } from '@anamnese/interop-xmldsig'
import type { ServiceCall } from '@anamnese/tool-sim-kit'
import { refuse } from './siram'

const COMMON_NAME = '2.5.4.3'
const ORGANIZATIONAL_UNIT = '2.5.4.11'

/** Certificates that open the teleservice: automatic and manual software access. */
const ACCEPTED_NAMES = ['INSI-AUTO', 'INSI-MANU']

/** Checks who calls: the certificate's name, the contexts, and that the emitter is the one of the certificate. */
export function checkCaller({ client, message }: ServiceCall, idams: readonly string[] | undefined): void {
  const names = subjectValues(client, COMMON_NAME)
  if (!names.some((name) => ACCEPTED_NAMES.includes(name)))
    refuse('DESIR_560', 'Niveau d acces insuffisant pour acceder au service')
  const bam = childOf(message.envelope.header, 'ContexteBAM', CTX_BAM)
  const lps = childOf(message.envelope.header, 'ContexteLPS', CTX_LPS)
  if (bam === undefined || lps === undefined || message.envelope.messageId === undefined)
    refuse('siram_101', 'Contexte absent de l entete')
  for (const context of [bam, lps]) {
    const emitter = textOf(childOf(context, 'Emetteur'))
    if (emitter !== undefined && !subjectValues(client, ORGANIZATIONAL_UNIT).includes(emitter))
      refuse('siram_102', 'L emetteur n est pas le porteur du certificat')
  }
  const idam = descend(lps, 'LPS', 'IDAM')
  const number = textOf(idam)
  if (number === undefined || (idams !== undefined && !idams.includes(number)))
    refuse('desir_550', 'Numero d autorisation du logiciel inconnu')
}
