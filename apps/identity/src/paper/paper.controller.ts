import { Controller, Get, Inject, Param, Query, StreamableFile } from '@nestjs/common'
import { Transform } from 'class-transformer'
import { IsInt, IsOptional, Matches, Max, Min } from 'class-validator'
import type { Actor, LabelFormatView } from '@anamnese/contracts'
import { ATTRIBUTE_LABELS, STATUS_LABELS } from '@anamnese/domain-ins'
import { DatamatrixError } from '@anamnese/interop-datamatrix'
import { type LabelFormat, type PaperIdentity, renderIdentitySheet, renderLabels } from '@anamnese/interop-pdfa'
import { notFound, ProblemError, unprocessable } from '@anamnese/platform-http'
import { AuditTrail } from '@anamnese/platform-messaging'
import { assertRecordOpen, CurrentActor, Requires } from '@anamnese/platform-security'
import { CONFIG } from '@anamnese/platform-service'
import { IdentityConfig } from '../identity.config'
import type { Patient } from '../patients/patient'
import { PatientRepository } from '../patients/patient.repository'
import { labelFormats } from './label-formats'

const integer = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value

class LabelsQuery {
  @IsOptional()
  @Matches(/^[A-Z0-9-]{1,30}$/, { message: 'format d’étiquettes inconnu' })
  format?: string

  /** a whole sheet when absent */
  @Transform(integer)
  @IsOptional()
  @IsInt({ message: 'nombre d’étiquettes, de 1 à 500' })
  @Min(1, { message: 'nombre d’étiquettes, de 1 à 500' })
  @Max(500, { message: 'nombre d’étiquettes, de 1 à 500' })
  count?: number

  /** place of the first label on the sheet, from 1 */
  @Transform(integer)
  @IsOptional()
  @IsInt({ message: 'place de la première étiquette' })
  @Min(1, { message: 'place de la première étiquette' })
  @Max(200, { message: 'place de la première étiquette' })
  first?: number
}

/** The identity on paper: labels and sheet. The matricule is printed for a qualified identity only (INS/va1.15, INS/va1.03). */
@Controller()
export class PaperController {
  private readonly formats: readonly LabelFormat[]

  constructor(
    private readonly patients: PatientRepository,
    private readonly trail: AuditTrail,
    @Inject(CONFIG) private readonly config: IdentityConfig,
  ) {
    this.formats = labelFormats(config.LABEL_FORMATS)
  }

  @Requires('patient.read')
  @Get('identity/label-formats')
  list(): LabelFormatView[] {
    return this.formats.map(({ code, label, columns, rows }) => ({ code, label, perPage: columns * rows }))
  }

  @Requires('patient.read')
  @Get('patients/:patientId/identity/labels.pdf')
  async labels(
    @Param('patientId') patientId: string,
    @Query() { format: code, count, first = 1 }: LabelsQuery,
    @CurrentActor() actor: Actor,
  ): Promise<StreamableFile> {
    const format = code === undefined ? this.formats[0] : this.formats.find((one) => one.code === code)
    if (!format) throw unprocessable('LABELS.FORMAT', 'Ce format d’étiquettes n’est pas connu.')
    const perPage = format.columns * format.rows
    if (first > perPage)
      throw unprocessable('LABELS.PLACE', `Une planche de ce format a ${String(perPage)} étiquettes.`)
    const patient = await this.printable(patientId, actor)
    const asked = { count: count ?? perPage - first + 1, first }
    const pdf = await rendered(renderLabels(paperIdentity(patient), format, asked))
    await this.trace(actor, patient, `étiquettes ${format.code} × ${String(asked.count)}`)
    return file(pdf, 'etiquettes.pdf')
  }

  @Requires('patient.read')
  @Get('patients/:patientId/identity/sheet.pdf')
  async sheet(@Param('patientId') patientId: string, @CurrentActor() actor: Actor): Promise<StreamableFile> {
    const patient = await this.printable(patientId, actor)
    const pdf = await rendered(
      renderIdentitySheet(paperIdentity(patient), {
        hospital: { name: this.config.STRUCTURE_NAME || actor.structure.name, lines: this.config.STRUCTURE_LINES },
        details: detailsOf(patient),
        printedBy: actor.name,
        printedAt: new Date().toISOString(),
        timeZone: this.config.TIME_ZONE,
      }),
    )
    await this.trace(actor, patient, 'fiche d’identité')
    return file(pdf, 'fiche-identite.pdf')
  }

  /** Identity officers print without opening the record; anybody else opens it first. */
  private async printable(patientId: string, actor: Actor): Promise<Patient> {
    if (!actor.permissions.includes('identity.write')) assertRecordOpen(actor, patientId)
    const patient = await this.patients.findById(actor.establishment, patientId)
    if (!patient) throw notFound('PATIENT.UNKNOWN', 'Ce dossier n’existe pas.')
    return patient
  }

  private async trace(actor: Actor, patient: Patient, detail: string): Promise<void> {
    const ins = patient.status === 'QUALIFIEE'
    await this.trail.record(actor, { action: 'ins.print', patientId: patient._id, ins, detail })
  }
}

function paperIdentity({ traits, status, ins, ipps, attributes }: Patient): PaperIdentity {
  const ipp = ipps[0]?.value
  return {
    traits,
    ...(status === 'QUALIFIEE' && ins ? { ins } : {}),
    ...(ipp === undefined ? {} : { ipp }),
    status: STATUS_LABELS[status],
    attributes: attributes.map((attribute) => ATTRIBUTE_LABELS[attribute]),
  }
}

function detailsOf({ address, telecoms, generalPractitioner: gp }: Patient): [string, string][] {
  const lines = address && [...address.lines, [address.postalCode, address.city].filter(Boolean).join(' ')]
  const named = (system: 'tel' | 'mailto'): string =>
    telecoms
      .filter((one) => one.system === system)
      .map(({ value }) => value)
      .join(', ')
  const details: [string, string][] = [
    ['Adresse', (lines ?? []).filter((line) => line !== '').join(', ')],
    ['Téléphone', named('tel')],
    ['Messagerie', named('mailto')],
    ['Médecin traitant', gp === undefined ? '' : [gp.family, gp.given].filter(Boolean).join(' ')],
  ]
  return details.filter(([, value]) => value !== '')
}

/** A qualified identity that lacks a trait of the code cannot be printed with its INS: that is said, not printed half. */
async function rendered(pdf: Promise<Buffer>): Promise<Buffer> {
  try {
    return await pdf
  } catch (error) {
    if (!(error instanceof DatamatrixError)) throw error
    const what = 'Compléter l’identité (rappeler INSi), puis imprimer.'
    throw new ProblemError(422, 'PAPER.INCOMPLETE', error.message, what, { cause: error })
  }
}

function file(pdf: Buffer, name: string): StreamableFile {
  return new StreamableFile(pdf, { type: 'application/pdf', disposition: `inline; filename="${name}"` })
}
