import { Transform } from 'class-transformer'
import { IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator'

const integer = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value

/** What every list accepts: words to search, page (from 1), size, sort (`field` or `-field`). */
export class PageQuery {
  @IsOptional()
  @IsString()
  @MaxLength(200, { message: 'recherche de 200 caractères au plus' })
  q?: string

  @Transform(integer)
  @IsInt({ message: 'numéro de page, à partir de 1' })
  @Min(1, { message: 'numéro de page, à partir de 1' })
  @Max(10_000)
  page: number = 1

  @Transform(integer)
  @IsInt({ message: 'nombre de lignes, de 1 à 200' })
  @Min(1, { message: 'nombre de lignes, de 1 à 200' })
  @Max(200, { message: 'nombre de lignes, de 1 à 200' })
  size: number = 50

  @IsOptional()
  @Matches(/^-?[a-zA-Z.]{1,40}$/, { message: 'tri : nom de colonne, précédé de - pour l’ordre inverse' })
  sort?: string
}
