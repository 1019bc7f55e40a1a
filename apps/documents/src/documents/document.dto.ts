import { IsIn, IsOptional, Matches } from 'class-validator'
import type { DocumentForm, DocumentOrigin } from '@anamnese/contracts'
import { PageQuery } from '@anamnese/platform-http'

const DAY = /^\d{4}-\d{2}-\d{2}$/
const FORMS: DocumentForm[] = ['pdf', 'cda', 'image', 'original', 'stylesheet']

export class DocumentsQuery extends PageQuery {
  @IsOptional()
  @Matches(/^[A-Za-z0-9_-]{1,40}$/, { message: 'code du type de document' })
  type?: string

  @IsOptional()
  @IsIn(['produced', 'dmp', 'mssante', 'file'], { message: 'origine : produced, dmp, mssante ou file' })
  origin?: DocumentOrigin

  /** `any` = results out of range, `critical` = those that ask for action */
  @IsOptional()
  @IsIn(['any', 'critical'], { message: 'signalement : any ou critical' })
  flag?: 'any' | 'critical'

  @IsOptional()
  @Matches(DAY, { message: 'premier jour, AAAA-MM-JJ' })
  from?: string

  @IsOptional()
  @Matches(DAY, { message: 'dernier jour, AAAA-MM-JJ' })
  to?: string

  /** `false` leaves the versions that were replaced out */
  @IsOptional()
  @IsIn(['true', 'false'], { message: 'versions remplacées : true ou false' })
  superseded?: 'true' | 'false'
}

export class ContentQuery {
  @IsIn(FORMS, { message: `forme du document : ${FORMS.join(', ')}` })
  form: DocumentForm = 'pdf'
}
