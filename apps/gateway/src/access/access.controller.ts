import { Body, Controller, HttpCode, Param, Post, Req } from '@nestjs/common'
import { ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger'
import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator'
import type { Request } from 'express'
import type { OpenRecordRequest, OpenRecordResponse } from '@anamnese/contracts'
import { notFound } from '@anamnese/platform-http'
import { Public } from '@anamnese/platform-security'
import { requireSession } from '../sessions/gateway-request'
import { AccessService } from './access.service'

export const REASON_MIN = 10

class OpenRecordDto implements OpenRecordRequest {
  @ApiPropertyOptional({ minLength: REASON_MIN })
  @IsOptional()
  @IsString({ message: 'motif de l’accès' })
  @MinLength(REASON_MIN, { message: `motif de ${REASON_MIN} caractères au moins` })
  @MaxLength(500, { message: 'motif de 500 caractères au plus' })
  reason?: string
}

@ApiTags('Accès au dossier')
@Public()
@Controller('api/patients')
export class AccessController {
  constructor(private readonly access: AccessService) {}

  @ApiOperation({ summary: 'Ouvrir un dossier ; 403 ACCESS.BREAK_GLASS_NEEDED demande un motif' })
  @Post(':patientId/access')
  @HttpCode(200)
  async open(
    @Req() request: Request,
    @Param('patientId') patientId: string,
    @Body() { reason }: OpenRecordDto,
  ): Promise<OpenRecordResponse> {
    if (!/^[\w.-]{1,100}$/.test(patientId)) throw notFound('PATIENT.UNKNOWN', 'Ce patient n’existe pas.')
    return this.access.open(requireSession(request), patientId, reason?.trim())
  }
}
