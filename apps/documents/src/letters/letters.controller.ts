import { Body, Controller, Get, Header, HttpCode, Param, Post, Put, Query, StreamableFile } from '@nestjs/common'
import { ApiOperation, ApiTags } from '@nestjs/swagger'
import type { Actor, DocumentView, LetterSummary, LetterView, Page } from '@anamnese/contracts'
import { CurrentActor, PatientRecord, Requires } from '@anamnese/platform-security'
import { documentView } from '../documents/document-view'
import { ValidationService } from '../validation/validation.service'
import { CreateLetterDto, LettersQuery, SaveLetterDto, ValidateLetterDto } from './letter.dto'
import { letterView } from './letter-view'
import { LetterContexts } from './letter-contexts'
import { LettersService } from './letters.service'
import { WorklistService } from './worklist.service'

@ApiTags('Lettres')
@Controller()
export class LettersController {
  constructor(
    private readonly letters: LettersService,
    private readonly contexts: LetterContexts,
    private readonly worklist: WorklistService,
    private readonly validation: ValidationService,
  ) {}

  /** A draft from the template, filled from the stay; or a new version of a validated document. */
  @ApiOperation({ summary: 'Commencer une lettre pour un séjour, ou une nouvelle version d’un document (replaces)' })
  @Requires('document.write')
  @PatientRecord()
  @Post('patients/:patientId/letters')
  async create(
    @Param('patientId') patientId: string,
    @Body() body: CreateLetterDto,
    @CurrentActor() actor: Actor,
  ): Promise<LetterView> {
    const letter = await this.letters.create(actor, patientId, body)
    return letterView(await this.contexts.of(letter))
  }

  @ApiOperation({ summary: 'Les lettres d’un dossier' })
  @Requires('document.read')
  @PatientRecord()
  @Get('patients/:patientId/letters')
  async ofPatient(
    @Param('patientId') patientId: string,
    @Query() query: LettersQuery,
    @CurrentActor() actor: Actor,
  ): Promise<Page<LetterSummary>> {
    return this.worklist.list(actor, Object.assign(query, { patientId }))
  }

  @ApiOperation({
    summary: 'Les lettres en attente : les miennes, celles de mes unités (?author=me|all&unit=&state=&q=)',
  })
  @Requires('document.read')
  @Get('letters')
  async list(@Query() query: LettersQuery, @CurrentActor() actor: Actor): Promise<Page<LetterSummary>> {
    return this.worklist.list(actor, query)
  }

  @ApiOperation({ summary: 'Une lettre, ce qui empêche sa validation et ce que celle-ci fera' })
  @Requires('document.read')
  @Get('letters/:letterId')
  async read(@Param('letterId') letterId: string, @CurrentActor() actor: Actor): Promise<LetterView> {
    return letterView(await this.contexts.of(await this.letters.read(actor, letterId)))
  }

  @ApiOperation({ summary: 'Enregistrer une lettre ; 409 LETTER.CONFLICT dit qui l’a enregistrée entre-temps' })
  @Requires('document.write')
  @Put('letters/:letterId')
  async save(
    @Param('letterId') letterId: string,
    @Body() body: SaveLetterDto,
    @CurrentActor() actor: Actor,
  ): Promise<LetterView> {
    return letterView(await this.contexts.of(await this.letters.save(actor, letterId, body)))
  }

  @ApiOperation({ summary: 'Abandonner une lettre' })
  @Requires('document.write')
  @HttpCode(200)
  @Post('letters/:letterId/abandon')
  async abandon(
    @Param('letterId') letterId: string,
    @Body() { version }: ValidateLetterDto,
    @CurrentActor() actor: Actor,
  ): Promise<LetterView> {
    return letterView(await this.contexts.of(await this.letters.abandon(actor, letterId, version)))
  }

  /** The page as it would be, marked as a draft. */
  @ApiOperation({ summary: 'L’aperçu d’une lettre, en PDF, marqué comme projet' })
  @Requires('document.read')
  @Header('Cache-Control', 'no-store')
  @Get('letters/:letterId/preview')
  async preview(@Param('letterId') letterId: string, @CurrentActor() actor: Actor): Promise<StreamableFile> {
    const pdf = await this.validation.preview(actor, letterId)
    return new StreamableFile(pdf, { type: 'application/pdf', disposition: 'inline; filename="apercu.pdf"' })
  }

  @ApiOperation({ summary: 'Valider une lettre : PDF/A-1 et CDA produits, contrôlés, conservés, puis envoyés' })
  @Requires('document.validate')
  @HttpCode(200)
  @Post('letters/:letterId/validate')
  async validate(
    @Param('letterId') letterId: string,
    @Body() { version }: ValidateLetterDto,
    @CurrentActor() actor: Actor,
  ): Promise<DocumentView> {
    return documentView(await this.validation.validate(actor, letterId, version))
  }
}
