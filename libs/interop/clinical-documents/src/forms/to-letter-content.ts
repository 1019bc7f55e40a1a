import type { Code } from '@anamnese/domain-professional-ids'
import {
  ADVERSE_REACTION_TYPE,
  ENTRY_MODE,
  EXIT_MODE,
  findCode,
  OBSERVATION_SEVERITY,
} from '@anamnese/domain-value-sets'
import type { LdlSesContent, LetterAllergy, LetterTreatment } from '@anamnese/interop-cda'
import type { SourceAllergy, SourceDocument, SourceTreatment } from '../source/source-document'

const CIS = '1.2.250.1.213.2.3.1'
const ATC = '2.16.840.1.113883.6.73'

/**
 * PMSI mode of discharge to JDV_ModaliteSortie, when the letter does not say it. The specifications do not give this table: it is chosen
 * here only. A transfer may lead to any establishment, a death or a discharge against advice to none of the list.
 */
const EXIT_OF_DISCHARGE: Readonly<Record<string, string>> = {
  '4': 'GEN-092.06.03',
  '6': 'GEN-092.06.01',
  '7': 'GEN-092.06.01',
  '8': '160849004',
  '9': 'GEN-092.06.03',
}
/** Kind of encounter (J142) to JDV_ModaliteEntree: only an emergency says how the patient came. */
const ENTRY_OF_ENCOUNTER: Readonly<Record<string, string>> = { EMER: '183452005' }

/** The content of a discharge letter: its texts by section, and the data that go with them. */
export function toLetterContent({ sections, data = {}, stay }: SourceDocument): LdlSesContent {
  const text = (key: string): string => sections[key] ?? ''
  const entry = known(ENTRY_MODE, data.entryMode ?? ENTRY_OF_ENCOUNTER[stay.kind.code])
  const exit = known(EXIT_MODE, data.exitMode ?? EXIT_OF_DISCHARGE[stay.discharge?.code ?? ''])
  const { adverseEvents, resistantGerms, transfusion, bloodDerivatives } = data
  return {
    reason: text('reason'),
    summary: text('summary'),
    ...(entry ? { entryMode: entry } : {}),
    ...(exit ? { exitMode: exit } : {}),
    ...(adverseEvents === undefined ? {} : { adverseEvents }),
    ...(resistantGerms ? { resistantGerms } : {}),
    ...(transfusion ? { transfusion } : {}),
    ...(bloodDerivatives ? { bloodDerivatives } : {}),
    stoppedTreatments: { text: text('stoppedTreatments'), items: (data.stoppedTreatments ?? []).map(treatmentOf) },
    treatments: {
      text: text('treatments'),
      items: (data.treatments ?? []).map(treatmentOf),
      none: data.noTreatment === true,
    },
    results: text('results'),
    plan: { text: text('followUp'), items: data.plans ?? [] },
    devices: text('devices'),
    allergies: {
      text: text('allergies'),
      items: (data.allergies ?? []).map(allergyOf),
      none: data.noKnownAllergy === true,
    },
  }
}

function treatmentOf({ cis, atc, ...treatment }: SourceTreatment): LetterTreatment {
  return {
    ...treatment,
    ...(cis === undefined ? {} : { cis: { code: cis, system: CIS, display: treatment.name } }),
    ...(atc === undefined ? {} : { others: [{ code: atc, system: ATC, display: treatment.name }] }),
  }
}

function allergyOf({ agent, type, severity, since }: SourceAllergy): LetterAllergy {
  const kind = known(ADVERSE_REACTION_TYPE, type)
  const degree = known(OBSERVATION_SEVERITY, severity)
  return {
    agent,
    ...(kind ? { type: kind } : {}),
    ...(degree ? { severity: degree } : {}),
    ...(since === undefined ? {} : { since }),
  }
}

function known(set: Parameters<typeof findCode>[0], code: string | undefined): Required<Code> | undefined {
  return code === undefined ? undefined : findCode(set, code)
}
