import { IsBoolean, IsInt, IsOptional, Matches, Min } from 'class-validator'
import type { InsiAcceptRequest, ProofRequest, QualifyRequest } from '@anamnese/contracts'

export class InsiAcceptDto implements InsiAcceptRequest {
  @Matches(/^[0-9A-Z]{26}$/, { message: 'identifiant de l’appel à INSi' })
  callId!: string

  @IsInt({ message: 'version lue du dossier' })
  @Min(1, { message: 'version lue du dossier' })
  version!: number
}

export class ProofDto implements ProofRequest {
  @Matches(/^[A-Z]{2}$/, { message: 'type de pièce : CN, PA, CS, LE…' })
  type!: string

  @IsInt({ message: 'version lue du dossier' })
  @Min(1, { message: 'version lue du dossier' })
  version!: number
}

export class QualifyDto extends ProofDto implements QualifyRequest {
  @IsOptional()
  @IsBoolean({ message: 'true pour accepter des traits nationaux différents' })
  acceptDifferences?: boolean
}
