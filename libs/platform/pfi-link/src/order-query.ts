import { IsArray, IsIn, IsISO8601, IsOptional, IsString, MaxLength } from 'class-validator'
import { OrderState as OrderStateSchema, type OrderState } from '@anamnese/contracts'
import { AsList } from '@anamnese/platform-config'
import { PageQuery } from '@anamnese/platform-http'

const STATES = (OrderStateSchema as unknown as { enum: OrderState[] }).enum

/** Filters of the list of sendings. */
export class OrderQuery extends PageQuery {
  @IsOptional()
  @IsString()
  @MaxLength(100)
  patientId?: string

  @IsOptional()
  @IsString()
  @MaxLength(100)
  documentId?: string

  /** one state or several, separated by commas */
  @IsOptional()
  @AsList()
  @IsArray()
  @IsIn(STATES, { each: true, message: `état : ${STATES.join(', ')}` })
  state?: OrderState[]

  @IsOptional()
  @IsISO8601({}, { message: 'date de début, AAAA-MM-JJ' })
  from?: string

  @IsOptional()
  @IsISO8601({}, { message: 'date de fin, AAAA-MM-JJ' })
  to?: string
}
