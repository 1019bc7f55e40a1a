import { Transform } from 'class-transformer'
import { IsBoolean, IsIn, IsISO8601, IsOptional, IsString, Matches, MaxLength } from 'class-validator'
import { AsBoolean } from '@anamnese/platform-config'
import { PageQuery } from '@anamnese/platform-http'

const INSTANT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/

const trimmed = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' && value.trim() === '' ? undefined : value

/** Filters of the audit trail; each may be left out. */
export class TrailQuery extends PageQuery {
  @Transform(trimmed)
  @IsOptional()
  @IsString()
  @MaxLength(100, { message: 'identifiant de patient de 100 caractères au plus' })
  patientId?: string

  /** account id, national identifier, or part of the name */
  @Transform(trimmed)
  @IsOptional()
  @IsString()
  @MaxLength(100, { message: 'auteur de 100 caractères au plus' })
  actor?: string

  /** an action (`ins.read`) or the object of several (`ins`) */
  @Transform(trimmed)
  @IsOptional()
  @Matches(/^[a-z-]+(\.[a-z-]+)*$/, { message: 'action, par exemple record.open ou record' })
  action?: string

  @Transform(trimmed)
  @AsBoolean()
  @IsOptional()
  @IsBoolean({ message: 'ins : true ou false' })
  ins?: boolean

  @Transform(trimmed)
  @IsOptional()
  @IsString()
  @MaxLength(100, { message: 'partenaire de 100 caractères au plus' })
  partner?: string

  @Transform(trimmed)
  @IsOptional()
  @IsIn(['success', 'refused', 'failure'], { message: 'résultat : success, refused ou failure' })
  outcome?: 'success' | 'refused' | 'failure'

  @Transform(trimmed)
  @IsOptional()
  @IsISO8601({ strict: true }, { message: 'cette date n’existe pas' })
  @Matches(INSTANT, { message: 'début de période : une date AAAA-MM-JJ ou un instant RFC 3339' })
  from?: string

  @Transform(trimmed)
  @IsOptional()
  @IsISO8601({ strict: true }, { message: 'cette date n’existe pas' })
  @Matches(INSTANT, { message: 'fin de période : une date AAAA-MM-JJ ou un instant RFC 3339' })
  to?: string
}
