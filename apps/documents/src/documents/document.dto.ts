import { IsIn, IsOptional, Matches } from 'class-validator'
import { PageQuery } from '@anamnese/platform-http'

export class DocumentsQuery extends PageQuery {
  @IsOptional()
  @Matches(/^[A-Za-z0-9_-]{1,40}$/, { message: 'code du type de document' })
  type?: string

  /** `false` leaves the versions that were replaced out */
  @IsOptional()
  @IsIn(['true', 'false'], { message: 'versions remplacées : true ou false' })
  superseded?: 'true' | 'false'
}

export class ContentQuery {
  @IsIn(['pdf', 'cda'], { message: 'forme du document : pdf ou cda' })
  form: 'pdf' | 'cda' = 'pdf'
}
