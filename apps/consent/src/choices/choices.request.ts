import { IsIn, IsInt, IsOptional, IsString, MaxLength, Min } from 'class-validator'
import type { ChoicesRequest } from '@anamnese/contracts'

export class ChoicesRequestDto implements ChoicesRequest {
  @IsInt({ message: 'version lue' })
  @Min(0, { message: 'version lue' })
  version!: number

  @IsIn(['not-collected', 'not-opposed', 'opposed'], {
    message: 'alimentation : not-collected, not-opposed ou opposed',
  })
  feeding!: ChoicesRequest['feeding']

  @IsIn(['not-collected', 'accepted', 'refused'], { message: 'consultation : not-collected, accepted ou refused' })
  consultation!: ChoicesRequest['consultation']

  @IsOptional()
  @IsString()
  @MaxLength(1000, { message: 'motif de 1000 caractères au plus' })
  reason?: string
}
