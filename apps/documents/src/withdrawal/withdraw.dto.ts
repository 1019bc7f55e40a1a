import { ApiProperty } from '@nestjs/swagger'
import { IsString, MaxLength, MinLength } from 'class-validator'
import type { WithdrawDocumentRequest } from '@anamnese/contracts'

export class WithdrawDto implements WithdrawDocumentRequest {
  @ApiProperty()
  @IsString({ message: 'motif : 5 caractères au moins' })
  @MinLength(5, { message: 'motif : 5 caractères au moins' })
  @MaxLength(500, { message: 'motif de 500 caractères au plus' })
  reason!: string
}
