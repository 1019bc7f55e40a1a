import { Transform } from 'class-transformer'
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator'
import { PageQuery } from '@anamnese/platform-http'

const STATUSES = ['PROVISOIRE', 'RECUPEREE', 'VALIDEE', 'QUALIFIEE']

export class PatientSearchQuery extends PageQuery {
  @IsOptional()
  @IsString()
  @MaxLength(100, { message: 'nom de 100 caractères au plus' })
  name?: string

  @IsOptional()
  @IsString()
  @MaxLength(100, { message: 'prénom de 100 caractères au plus' })
  givenName?: string

  @IsOptional()
  @Matches(/^(?:\d{2}\/\d{2}\/\d{4}|\d{4}-\d{2}-\d{2})$/, { message: 'date de naissance : jj/mm/aaaa' })
  birthDate?: string

  /** one or several, separated by commas */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value))
  @IsIn(STATUSES, { each: true, message: 'statut : PROVISOIRE, RECUPEREE, VALIDEE ou QUALIFIEE' })
  status?: string[]
}
