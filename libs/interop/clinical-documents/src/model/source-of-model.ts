import {
  codeOf,
  findCode,
  J02_FACILITY_TYPE,
  J04_PRACTICE_SETTING,
  J142_ENCOUNTER_TYPE,
  type ValueSet,
} from '@anamnese/domain-value-sets'
import type { Code } from '@anamnese/domain-professional-ids'
import type { ValidatedSource } from '../forms/to-header'
import type { DocumentType } from '../types/document-type'
import { type DocumentModel, ModelError } from './model'

/** The source of the forms, from the model and the type. Throws {@link ModelError} for what the type or the value sets do not have. */
export function sourceOfModel(model: DocumentModel, type: DocumentType): ValidatedSource {
  const { hospital, patient, stay, author, validator = author, validatedAt } = model
  const { ins, ipp, ...traits } = patient
  const structure = { idNat: hospital.idNat, name: hospital.name }
  const unknown = Object.keys(model.sections).find((key) => !type.sections.some((section) => section.key === key))
  if (unknown !== undefined) {
    const known = type.sections.map(({ key }) => key).join(', ')
    throw new ModelError(`La section « ${unknown} » n’est pas du type ${type.key} ; les siennes : ${known}.`)
  }
  const empty = type.sections.find(({ key, required }) => required && (model.sections[key] ?? '').trim() === '')
  if (empty) throw new ModelError(`La section « ${empty.title} » (${empty.key}) est obligatoire.`)
  return {
    type,
    title: model.title ?? type.title,
    version: versionOf(model),
    patient: {
      traits,
      ...(ins === undefined ? {} : { ins }),
      ipp: { root: `${hospital.oidRoot}.2`, extension: ipp },
      ippShown: true,
      telecoms: [],
    },
    stay: { ...stay, kind: known(J142_ENCOUNTER_TYPE, stay.kind ?? 'IMP') },
    author: { professional: { ...author, structure }, at: validatedAt },
    validation: { professional: { ...validator, structure }, at: validatedAt },
    recipients: model.recipients,
    ...(model.generalPractitioner ? { generalPractitioner: model.generalPractitioner } : {}),
    hospital: {
      structure,
      lines: hospital.lines ?? [],
      idText: `FINESS ${hospital.idNat.slice(1)}`,
      oidRoot: hospital.oidRoot,
      facilityType: known(J02_FACILITY_TYPE, hospital.facilityType ?? 'SA01'),
      practiceSetting: known(J04_PRACTICE_SETTING, hospital.practiceSetting ?? 'ETABLISSEMENT'),
      ...(hospital.notice === undefined ? {} : { notice: hospital.notice }),
    },
    sections: model.sections,
    ...(model.data ? { data: model.data } : {}),
    timeZone: 'Europe/Paris',
  }
}

/** Without identifiers, those of the instant of validation: the same model makes the same document. */
function versionOf({ version, hospital, validatedAt }: DocumentModel): ValidatedSource['version'] {
  const instant = String(Date.parse(validatedAt))
  return version ?? { oid: `${hospital.oidRoot}.4.${instant}1`, setId: `${hospital.oidRoot}.4.${instant}0`, number: 1 }
}

function known(set: ValueSet, code: string): Required<Code> {
  if (findCode(set, code)) return codeOf(set, code)
  throw new ModelError(`Le code « ${code} » n’est pas dans le jeu de valeurs ${set.name}.`)
}
