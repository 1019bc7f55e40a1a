import { createHash } from 'node:crypto'
import { Inject, Injectable } from '@nestjs/common'
import type { ContentKind } from '@anamnese/contracts'
import { CdaError } from '@anamnese/interop-cda'
import { readXdmArchive, XdmError } from '@anamnese/interop-xdm'
import { XmlError } from '@anamnese/interop-xml'
import { type Antivirus, AntivirusError } from '@anamnese/platform-antivirus'
import { BlobError, type BlobStore } from '@anamnese/platform-blobs'
import type { Log } from '@anamnese/platform-logging'
import { Mongo } from '@anamnese/platform-mongo'
import { BLOBS, CONFIG, LOG } from '@anamnese/platform-service'
import { DocumentsConfig } from '../documents.config'
import { newDocumentOid } from '../validation/oid'
import { type Analysis, analyseCda, type Kept } from './analysis'
import { ANTIVIRUS } from './antivirus.provider'
import type { Arrival } from './arrival'
import { ArrivalRepository } from './arrival.repository'
import { analyseFile } from './bare-file'
import { CandidatesService } from './candidates.service'
import { CdaJudge } from './cda-judge'
import { contentKindOf, mediaTypeOf } from './content-kind'
import { FilingService } from './filing.service'
import { matchPatient } from './match'
import { archiveParts } from './open-archive'
import { documentFacts, patientFacts } from './stated-facts'

/** The events of a record that was just created may come after the document that a person puts in it. */
const TRIES_FOR_RECORD = 4

/** The record that was chosen is not known here yet: the document waits for it a little. */
export class RecordNotKnownYetError extends Error {
  readonly code = 'PATIENT.NOT_KNOWN_YET'

  constructor() {
    super('Le dossier choisi n’est pas encore connu : le document y sera mis dans un instant.')
  }
}

/**
 * Examines one arrival, from its bytes to its end: antivirus, type by content, archive opened, CDA read and judged, patient, versions.
 * Nothing is written before the last step but blobs that nothing refers to: a process that is killed anywhere leaves the arrival to be
 * examined again, with the same outcome.
 */
@Injectable()
export class Examiner {
  constructor(
    private readonly mongo: Mongo,
    private readonly arrivals: ArrivalRepository,
    private readonly candidates: CandidatesService,
    private readonly filing: FilingService,
    private readonly judge: CdaJudge,
    @Inject(ANTIVIRUS) private readonly antivirus: Antivirus,
    @Inject(BLOBS) private readonly blobs: BlobStore,
    @Inject(CONFIG) private readonly config: DocumentsConfig,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** @throws what may pass: the antivirus or a server that does not answer. What a document holds never throws. */
  async examine(claimed: Arrival): Promise<Arrival> {
    try {
      return await this.steps(claimed)
    } catch (error) {
      const refusal = refusalOf(error)
      if (refusal === undefined) throw error
      this.log.info({ arrival: claimed._id, code: refusal.code }, 'document reçu refusé')
      return this.filing.settle(claimed, 'refused', { reason: refusal })
    }
  }

  private async steps(claimed: Arrival): Promise<Arrival> {
    const { content, action } = claimed
    if (content === undefined) return this.filing.withdraw(claimed, claimed.targetOid ?? '')
    const bytes = await this.blobs.get(content)
    const verdict = await this.antivirus.scan(bytes)
    const arrival = { ...claimed, scannedBy: this.antivirus.name, kind: contentKindOf(bytes) }
    if (!verdict.clean) {
      const reason = { code: 'CONTENT.INFECTED', message: `L’antivirus y reconnaît ${verdict.signature}.` }
      return this.filing.settle(arrival, 'infected', { reason })
    }
    if (arrival.kind === 'unknown') {
      const message = 'Ce fichier n’est ni un CDA, ni une archive IHE_XDM, ni un PDF, une image ou un texte.'
      return this.filing.settle(arrival, 'refused', { reason: { code: 'CONTENT.UNKNOWN', message } })
    }
    if (arrival.kind === 'xdm') return this.open(arrival, bytes)
    const analysis = await this.analyse(arrival, bytes, arrival.kind)
    if (analysis === undefined) {
      const reason = {
        code: 'TYPE.NOT_SAID',
        message: 'Ce fichier ne dit pas quel document il est : choisissez son type.',
      }
      return this.filing.settle(arrival, 'to-attach', { reason })
    }
    const stated = {
      ...arrival,
      findings: analysis.findings,
      document: documentFacts(analysis),
      ...(analysis.patient === undefined ? {} : { patient: patientFacts(analysis.patient) }),
    }
    if (action === 'delete') return this.filing.withdraw(stated, claimed.targetOid ?? analysis.statement.oid)
    return this.place(stated, analysis, bytes)
  }

  /** Each document of the archive is an arrival of its own; their identifiers are those of the archive, so that none comes twice. */
  private async open(arrival: Arrival, bytes: Buffer): Promise<Arrival> {
    const documents = (await readXdmArchive(bytes)).flatMap((submission) => submission.documents)
    const parts = await archiveParts(arrival, bytes, documents, this.blobs)
    return this.mongo.transaction(async (session) => {
      for (const part of parts) await this.arrivals.insert(part, session)
      return this.filing.end(arrival, 'opened', {}, session)
    })
  }

  private async analyse(arrival: Arrival, bytes: Buffer, kind: ContentKind): Promise<Analysis | undefined> {
    if (kind !== 'cda') return analyseFile(bytes, kind, arrival, newDocumentOid(this.config.OID_ROOT))
    const analysis = analyseCda(bytes, this.judge.judge(bytes), this.config.TIME_ZONE)
    const { targetOid } = arrival
    if (arrival.action !== 'replace' || targetOid === undefined || analysis.statement.replacesOid !== undefined)
      return analysis
    return { ...analysis, statement: { ...analysis.statement, replacesOid: targetOid } }
  }

  private async place(arrival: Arrival, analysis: Analysis, bytes: Buffer): Promise<Arrival> {
    const { choice } = arrival
    const found = await this.candidates.of(arrival.establishment, analysis.patient, choice?.patientId)
    if (choice !== undefined && found.chosen === undefined && arrival.attempts < TRIES_FOR_RECORD)
      throw new RecordNotKnownYetError()
    const match = matchPatient(analysis.patient, found, {
      despiteDifferences: choice?.despiteDifferences === true,
      integrateByIpp: this.config.INTEGRATE_BY_IPP,
    })
    const { suggestion: _former, ...rest } = arrival
    if (match.decision === 'ask') {
      const { reason, suggestion } = match
      return this.filing.settle(rest, 'to-attach', { reason, ...(suggestion === undefined ? {} : { suggestion }) })
    }
    const kept = await this.keep(arrival, analysis)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    return this.filing.file({ arrival: rest, analysis, kept, patientId: match.patient._id, sha256 })
  }

  /** The bytes that came are already kept; what is shown first is put beside them. */
  private async keep(arrival: Arrival, { kind, form, files }: Analysis): Promise<Kept> {
    const kept: Kept =
      arrival.content === undefined ? {} : { [form]: { ...arrival.content, mediaType: mediaTypeOf(kind) } }
    for (const [name, file] of Object.entries(files) as ['pdf' | 'image', { bytes: Buffer; mediaType: string }][])
      kept[name] = await this.blobs.put(file.bytes, file.mediaType)
    return kept
  }
}

/** Faults of the document itself: final, and said. Anything else may pass. */
function refusalOf(error: unknown): { code: string; message: string } | undefined {
  const ofDocument = error instanceof CdaError || error instanceof XmlError || error instanceof XdmError
  if (ofDocument) return { code: error.code, message: error.message }
  if (error instanceof AntivirusError && error.code === 'ANTIVIRUS.TOO_LARGE')
    return { code: error.code, message: error.message }
  if (error instanceof BlobError)
    return { code: error.code, message: 'Les octets gardés de ce document ne sont plus lisibles.' }
  return undefined
}
