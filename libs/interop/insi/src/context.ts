import { randomUUID } from 'node:crypto'
import { el, serialiseXml, type XmlTree } from '@anamnese/interop-xml'
import { buildEnvelope } from '@anamnese/interop-soap'
import { CTX_BAM, CTX_LPS } from './names'

/** Who calls: the software and its authorisation, and the emitter named in the certificate. */
export interface InsiCaller {
  /** OU of the certificate's subject */
  emitter: string
  /** number of authorisation given by the CNDA */
  idam: string
  software: {
    name: string
    version: string
    /** identifies this installation, the same from one call to the next */
    instance: string
  }
}

/** One request, with the identifier by which the teleservice's people can find it. */
export interface InsiEnvelope {
  envelope: string
  messageId: string
}

/** Wraps a request with the contexts that the teleservice asks for (ContexteBAM 01_02, ContexteLPS 01_00). */
export function buildInsiEnvelope(
  body: string,
  action: string,
  { emitter, idam, software }: InsiCaller,
  at: Date = new Date(),
  coverage: XmlTree = el('ctxbam:COUVERTURE'),
): InsiEnvelope {
  const messageId = `uuid:${randomUUID()}`
  const time = at.toISOString()
  const bam = el(
    'ctxbam:ContexteBAM',
    { 'xmlns:ctxbam': CTX_BAM, Version: '01_02' },
    el('ctxbam:Id', {}, randomUUID()),
    el('ctxbam:Temps', {}, time),
    el('ctxbam:Emetteur', {}, emitter),
    coverage,
  )
  const lps = el(
    'ctxlps:ContexteLPS',
    { 'xmlns:ctxlps': CTX_LPS, Nature: 'CTXLPS', Version: '01_00' },
    el('ctxlps:Id', {}, randomUUID()),
    el('ctxlps:Temps', {}, time),
    el('ctxlps:Emetteur', {}, emitter),
    el(
      'ctxlps:LPS',
      {},
      el('ctxlps:IDAM', { R: '4' }, idam),
      el('ctxlps:Version', {}, software.version),
      el('ctxlps:Instance', {}, software.instance),
      el('ctxlps:Nom', {}, `urn:lps:${software.name}:${software.version}`),
    ),
  )
  const blocks = [bam, lps].map((block) => serialiseXml(block, { declaration: false }))
  return { envelope: buildEnvelope({ action, messageId, blocks }, body), messageId }
}
