import { codeOf, J02_FACILITY_TYPE, J04_PRACTICE_SETTING, J142_ENCOUNTER_TYPE } from '@anamnese/domain-value-sets'
import type { ValidatedSource } from '../forms/to-header'
import { DocumentTypes } from '../types/type-registry'

const PHYSICIAN = {
  idNat: '810100000008',
  family: 'KERVADEC',
  given: 'Maëlle',
  prefix: 'DR',
  specialty: { code: 'G15_10/SM04', system: '1.2.250.1.213.1.1.4.5', display: 'Cardiologie' },
  structure: { idNat: '1220000020', name: "CH DE L'ARGOAT" },
}

/** A document of an invented stay, each section of its type filled. */
export function sampleSource(code = '11490-0', change: Partial<ValidatedSource> = {}): ValidatedSource {
  const type = new DocumentTypes().find(code)
  if (!type) throw new RangeError(code)
  return {
    type,
    title: type.title,
    version: { oid: '1.2.250.1.999.1.1.220.4.1001', setId: '1.2.250.1.999.1.1.220.4.1000', number: 1 },
    patient: {
      traits: {
        birthName: 'PAT-TROIS',
        firstBirthGivenName: 'DOMINIQUE',
        birthGivenNames: 'DOMINIQUE MARIE-LOUISE',
        birthDate: '1979-03-28',
        sex: 'F',
        birthPlaceCode: '51215',
      },
      ins: { matricule: '279035121518989', oid: '1.2.250.1.213.1.4.10' },
      ipp: { root: '1.2.250.1.999.1.1.220.2', extension: '000003' },
      ippShown: true,
      telecoms: [],
    },
    stay: {
      number: '9000001',
      kind: codeOf(J142_ENCOUNTER_TYPE, 'IMP'),
      start: '2026-11-20T08:30:00+01:00',
      end: '2026-11-24T15:00:00+01:00',
      discharge: { code: '8', display: 'Domicile' },
      unit: 'CARDIOLOGIE',
    },
    author: { professional: PHYSICIAN, at: '2026-11-24T15:00:00+01:00' },
    validation: { professional: PHYSICIAN, at: '2026-11-24T15:04:05+01:00' },
    recipients: [
      {
        idNat: '810100000016',
        family: 'TANGUY',
        given: 'Paul',
        prefix: 'DR',
        mailbox: 'p.tanguy@medecin.mssante.example',
      },
    ],
    generalPractitioner: { idNat: '810100000016', family: 'TANGUY', given: 'Paul', prefix: 'DR' },
    hospital: {
      structure: PHYSICIAN.structure,
      lines: ['1 rue des Ajoncs, 22200 GUINGAMP'],
      idText: 'FINESS 220000020',
      oidRoot: '1.2.250.1.999.1.1.220',
      facilityType: codeOf(J02_FACILITY_TYPE, 'SA01'),
      practiceSetting: codeOf(J04_PRACTICE_SETTING, 'ETABLISSEMENT'),
      notice: 'Vos données sont traitées pour votre prise en charge.',
    },
    sections: Object.fromEntries(type.sections.map(({ key, title }) => [key, `Texte de « ${title} ».`])),
    timeZone: 'Europe/Paris',
    ...change,
  }
}
