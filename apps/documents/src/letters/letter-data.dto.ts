import { ApiPropertyOptional } from '@nestjs/swagger'
import { Type } from 'class-transformer'
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator'
import type {
  LetterAllergyData,
  LetterAnswerData,
  LetterData,
  LetterPlanData,
  LetterTreatmentData,
} from '@anamnese/contracts'
import {
  ADVERSE_REACTION_TYPE,
  codesIn,
  ENTRY_MODE,
  EXIT_MODE,
  OBSERVATION_SEVERITY,
  type ValueSet,
} from '@anamnese/domain-value-sets'

const Text =
  (max: number): PropertyDecorator =>
  (target, property) => {
    ApiPropertyOptional({ type: String })(target, property)
    IsOptional()(target, property)
    IsString({ message: `texte de ${max} caractères au plus` })(target, property)
    MaxLength(max, { message: `texte de ${max} caractères au plus` })(target, property)
  }

const Yes = (): PropertyDecorator => (target, property) => {
  ApiPropertyOptional({ type: Boolean })(target, property)
  IsOptional()(target, property)
  IsBoolean({ message: 'vrai ou faux' })(target, property)
}

const Day = (): PropertyDecorator => (target, property) => {
  ApiPropertyOptional({ type: String })(target, property)
  IsOptional()(target, property)
  Matches(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, { message: 'date de la forme AAAA-MM-JJ' })(target, property)
}

const CodeOf =
  (set: ValueSet): PropertyDecorator =>
  (target, property) => {
    ApiPropertyOptional({ type: String, enum: codesIn(set) })(target, property)
    IsOptional()(target, property)
    IsIn(codesIn(set), { message: `code du jeu de valeurs ${set.name}` })(target, property)
  }

const Nested =
  (type: () => new () => object): PropertyDecorator =>
  (target, property) => {
    ApiPropertyOptional({ type })(target, property)
    IsOptional()(target, property)
    ValidateNested()(target, property)
    Type(type)(target, property)
  }

const ListOf =
  (type: () => new () => object): PropertyDecorator =>
  (target, property) => {
    ApiPropertyOptional({ type, isArray: true })(target, property)
    IsOptional()(target, property)
    IsArray({ message: 'une liste' })(target, property)
    ArrayMaxSize(60, { message: '60 éléments au plus' })(target, property)
    ValidateNested({ each: true })(target, property)
    Type(type)(target, property)
  }

const NAMED = { message: 'ce que c’est, 300 caractères au plus' }

class AnswerDto implements LetterAnswerData {
  @Yes() answer?: boolean
  @Text(2000) detail?: string
}

class TreatmentDto implements LetterTreatmentData {
  @IsString(NAMED) @MinLength(1, NAMED) @MaxLength(300, NAMED) name!: string
  @Text(500) posology?: string
  @Day() start?: string
  @Day() end?: string
  @IsOptional() @Matches(/^\d{8}$/, { message: 'code CIS, 8 chiffres' }) cis?: string
  @IsOptional() @Matches(/^[A-Z]\d{2}[A-Z]{2}\d{2}$/, { message: 'code ATC, par exemple N02BE01' }) atc?: string
}

class AllergyDto implements LetterAllergyData {
  @IsString(NAMED) @MinLength(1, NAMED) @MaxLength(300, NAMED) agent!: string
  @CodeOf(ADVERSE_REACTION_TYPE) type?: string
  @CodeOf(OBSERVATION_SEVERITY) severity?: string
  @Day() since?: string
}

class PlanDto implements LetterPlanData {
  @IsIn(['examination', 'appointment'], { message: 'examen (examination) ou rendez-vous (appointment)' })
  kind!: 'examination' | 'appointment'

  @IsString(NAMED) @MinLength(1, NAMED) @MaxLength(500, NAMED) text!: string
  @Day() on?: string
}

/** The data of a discharge letter as they come in: codes of their value sets, bounded lists and texts. */
export class LetterDataDto implements LetterData {
  @CodeOf(ENTRY_MODE) entryMode?: string
  @CodeOf(EXIT_MODE) exitMode?: string
  @Text(2000) adverseEvents?: string
  @Nested(() => AnswerDto) resistantGerms?: AnswerDto
  @Nested(() => AnswerDto) transfusion?: AnswerDto
  @Nested(() => AnswerDto) bloodDerivatives?: AnswerDto
  @ListOf(() => TreatmentDto) treatments?: TreatmentDto[]
  @Yes() noTreatment?: boolean
  @ListOf(() => TreatmentDto) stoppedTreatments?: TreatmentDto[]
  @ListOf(() => AllergyDto) allergies?: AllergyDto[]
  @Yes() noKnownAllergy?: boolean
  @ListOf(() => PlanDto) plans?: PlanDto[]
}
