import { Transform } from 'class-transformer'
import { IsIn, IsISO8601, IsOptional, Matches, MaxLength } from 'class-validator'
import type { NamedPeriod } from './period'

const CHANNELS = ['DMP', 'MSS_PRO', 'MSS_PATIENT'] as const
const blank = ({ value }: { value: unknown }): unknown => (value === '' ? undefined : value)

/** Filters of the dashboard. Dates go before the named period; the current month when neither is given. */
export class SendingsQuery {
  @Transform(blank)
  @IsOptional()
  @IsISO8601({ strict: true }, { message: 'cette date n’existe pas' })
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'premier jour, AAAA-MM-JJ' })
  from?: string

  @Transform(blank)
  @IsOptional()
  @IsISO8601({ strict: true }, { message: 'cette date n’existe pas' })
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'dernier jour, AAAA-MM-JJ' })
  to?: string

  @Transform(blank)
  @IsOptional()
  @IsIn(['month', 'year', 'previous-year'], { message: 'période : month, year ou previous-year' })
  period?: NamedPeriod

  @Transform(blank)
  @IsOptional()
  @Matches(/^[0-9A-Z]{9}$/, { message: 'FINESS géographique, 9 caractères' })
  finess?: string

  @Transform(blank)
  @IsOptional()
  @IsIn(CHANNELS, { message: 'canal : DMP, MSS_PRO ou MSS_PATIENT' })
  channel?: (typeof CHANNELS)[number]

  /** code of the document type */
  @Transform(blank)
  @IsOptional()
  @MaxLength(50, { message: 'code de type de 50 caractères au plus' })
  type?: string

  @Transform(blank)
  @IsOptional()
  @IsIn(['success', 'failure'], { message: 'résultat : success ou failure' })
  result?: 'success' | 'failure'

  /** `qualified`: only what left with a qualified INS, as the national dashboard counts (TBB/va1.01) */
  @Transform(blank)
  @IsOptional()
  @IsIn(['qualified', 'all'], { message: 'INS : qualified ou all' })
  ins?: 'qualified' | 'all'
}
