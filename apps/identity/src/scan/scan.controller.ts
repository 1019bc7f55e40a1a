import { Body, Controller, HttpCode, Post } from '@nestjs/common'
import { IsBase64, IsOptional, IsString, MaxLength } from 'class-validator'
import type { Actor, InsiCardResponse, ScanRequest, ScanResponse } from '@anamnese/contracts'
import { unprocessable } from '@anamnese/platform-http'
import { CurrentActor, Requires } from '@anamnese/platform-security'
import { CardDto } from '../insi/insi.requests'
import { found } from '../insi/insi-response'
import { InsiService } from '../insi/insi.service'
import { MatchesService } from './matches.service'
import { ScanService } from './scan.service'

/** 6 MB of picture, in base64. */
const MAX_IMAGE = 8_200_000

class ScanDto implements ScanRequest {
  @IsOptional()
  @IsString({ message: 'texte du code, comme le lecteur l’écrit' })
  @MaxLength(2000, { message: 'un datamatrix INS a moins de 2 000 caractères' })
  text?: string

  @IsOptional()
  @MaxLength(MAX_IMAGE, { message: 'image de 6 Mo au plus' })
  @IsBase64({}, { message: 'image PNG ou JPEG, en base64' })
  image?: string
}

/** Identities read outside, before any record is chosen: a datamatrix, a carte Vitale. */
@Controller('identity')
export class ScanController {
  constructor(
    private readonly scans: ScanService,
    private readonly matches: MatchesService,
    private readonly insi: InsiService,
  ) {}

  @Requires('patient.read')
  @HttpCode(200)
  @Post('scans')
  async scan(@Body() { text, image }: ScanDto, @CurrentActor() actor: Actor): Promise<ScanResponse> {
    if (text !== undefined && image === undefined) return this.scans.ofText(text, actor)
    if (image !== undefined && text === undefined) return this.scans.ofPicture(Buffer.from(image, 'base64'), actor)
    throw unprocessable('SCAN.EMPTY', 'Donner le texte d’un code, ou son image.')
  }

  @Requires('identity.write')
  @HttpCode(200)
  @Post('insi/card')
  async card(@Body() { card }: CardDto, @CurrentActor() actor: Actor): Promise<InsiCardResponse> {
    const call = await this.insi.searchByCard(card, undefined, actor)
    const { identity } = call
    const matches = identity ? await this.matches.find(identity, actor, 'insi.match') : []
    const isKnown = matches.some(({ by }) => by === 'ins')
    return {
      ...found(call, {}),
      outcome: call.outcome as InsiCardResponse['outcome'],
      code: call.code,
      message: call.message,
      callId: call._id,
      matches,
      ...(identity && !isKnown ? { initial: { traits: identity.traits, source: 'VITALE' as const } } : {}),
    }
  }
}
