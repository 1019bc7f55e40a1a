import { IsString, MaxLength, MinLength } from 'class-validator'
import type { DeleteDocumentRequest, HoldRequest } from '@anamnese/contracts'

export class ReasonDto implements HoldRequest, DeleteDocumentRequest {
  @IsString()
  @MinLength(5, { message: 'motif : 5 caractères au moins' })
  @MaxLength(500, { message: 'motif de 500 caractères au plus' })
  reason!: string
}
