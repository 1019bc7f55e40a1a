import { Body, Controller, HttpCode, Param, Patch, Post, Put } from '@nestjs/common'
import type { Actor, PatientDetail, TraitsCheckResponse } from '@anamnese/contracts'
import { areCompatible } from '@anamnese/domain-ins'
import { unprocessable } from '@anamnese/platform-http'
import { CurrentActor, Requires } from '@anamnese/platform-security'
import { patientDetail } from '../patients/patient-view'
import { withAttributes } from './change-attributes'
import { withSourceEnded, withSourceRestored } from './change-source'
import { withTraits } from './change-traits'
import { AttributesDto, ChangeTraitsDto, SourceEndDto } from './editing.requests'
import { EditingService } from './editing.service'
import { changeAsked } from './requested-change'
import { judged, writtenTraits } from './trait-rules'
import { TraitsCheckDto } from './traits.requests'

/** What identity officers change of an identity: traits, attributes, sources. */
@Requires('identity.write')
@Controller()
export class EditingController {
  constructor(private readonly editing: EditingService) {}

  /** What would be refused, and what is to be looked at, before anything is sent. */
  @HttpCode(200)
  @Post('identity/traits/check')
  check(@Body() { traits, birth }: TraitsCheckDto): TraitsCheckResponse {
    return judged(writtenTraits(traits), birth, new Date().toISOString().slice(0, 10))
  }

  @Patch('patients/:patientId/identity/traits')
  async traits(
    @Param('patientId') patientId: string,
    @Body() request: ChangeTraitsDto,
    @CurrentActor() actor: Actor,
  ): Promise<PatientDetail> {
    const { version, reason } = request
    const edit = { patientId, version, actor, reason, action: 'identity.change' }
    const stored = await this.editing.apply(edit, (patient, act) =>
      withTraits(patient, changeAsked(patient, request, actor), act),
    )
    return patientDetail(stored)
  }

  @Put('patients/:patientId/identity/attributes')
  async attributes(
    @Param('patientId') patientId: string,
    @Body() { version, attributes, reason }: AttributesDto,
    @CurrentActor() actor: Actor,
  ): Promise<PatientDetail> {
    if (!areCompatible(attributes)) {
      const what = 'Une identité fictive ne porte pas d’autre attribut.'
      throw unprocessable('IDENTITY.ATTRIBUTES', 'Ces attributs ne vont pas ensemble.', what)
    }
    const edit = { patientId, version, actor, reason, action: 'identity.attributes' }
    return patientDetail(await this.editing.apply(edit, (patient, act) => withAttributes(patient, attributes, act)))
  }

  @HttpCode(200)
  @Post('patients/:patientId/identity/sources/:sourceId/end')
  async end(
    @Param('patientId') patientId: string,
    @Param('sourceId') sourceId: string,
    @Body() { version, reason }: SourceEndDto,
    @CurrentActor() actor: Actor,
  ): Promise<PatientDetail> {
    const edit = { patientId, version, actor, reason, action: 'identity.source.end' }
    return patientDetail(
      await this.editing.apply(edit, (patient, act) => withSourceEnded(patient, sourceId, { ...act, reason })),
    )
  }

  @HttpCode(200)
  @Post('patients/:patientId/identity/sources/:sourceId/restore')
  async restore(
    @Param('patientId') patientId: string,
    @Param('sourceId') sourceId: string,
    @Body() { version, reason }: SourceEndDto,
    @CurrentActor() actor: Actor,
  ): Promise<PatientDetail> {
    const edit = { patientId, version, actor, reason, action: 'identity.source.restore' }
    return patientDetail(await this.editing.apply(edit, (patient, act) => withSourceRestored(patient, sourceId, act)))
  }
}
