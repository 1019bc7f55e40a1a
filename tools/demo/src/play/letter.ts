import type { DocumentView, LetterData, LetterView, OpenRecordResponse } from '@anamnese/contracts'
import { eventually } from '../client/eventually'
import { known, type Step } from './context'

const TEXT = {
  reason: 'Dyspnée d’effort d’aggravation récente.',
  summary:
    'Décompensation cardiaque gauche sur passage en fibrillation atriale. Évolution favorable sous diurétiques, contrôle de la fréquence et anticoagulation.',
  results: 'Échographie : fraction d’éjection 45 %. NT-proBNP 2 150 puis 640 ng/L. Créatinine 82 µmol/L.',
  allergies: '',
  treatments: 'À poursuivre jusqu’à la consultation de cardiologie.',
  stoppedTreatments: 'Kardégic 75 mg arrêté : relais par apixaban.',
  followUp: 'Consultation de cardiologie dans un mois. Contrôle de la kaliémie et de la créatinine dans une semaine.',
}

/** What is coded in the CDA of level 3, and printed on the page. */
const DATA: LetterData = {
  entryMode: '183452005',
  resistantGerms: { answer: false },
  transfusion: { answer: false },
  bloodDerivatives: { answer: false },
  treatments: [
    { name: 'Apixaban 5 mg, comprimé', posology: '1 comprimé matin et soir', atc: 'B01AF02' },
    { name: 'Bisoprolol 2,5 mg, comprimé', posology: '1 comprimé le matin', atc: 'C07AB07' },
    { name: 'Furosémide 40 mg, comprimé', posology: '1 comprimé le matin', atc: 'C03CA01' },
  ],
  stoppedTreatments: [{ name: 'Kardégic 75 mg' }],
  noKnownAllergy: true,
  plans: [{ kind: 'appointment', text: 'Consultation de cardiologie dans un mois' }],
}

/** A draft from the template, completed, then validated; PDF and CDA are made from the same data. */
export const letter: Step = {
  id: 'letter',
  title: 'La lettre de liaison est écrite et validée',
  async play(context) {
    const physician = known(context.physician, 'session')
    const patientId = known(context.patientId, 'patient')
    const stayNumber = known(context.stay, 'séjour').visit
    await physician.post<OpenRecordResponse>(`/api/patients/${patientId}/access`)
    const draft = await eventually('le brouillon', () =>
      physician.post<LetterView>(`/api/patients/${patientId}/letters`, { stayNumber }),
    )
    const saved = await physician.put<LetterView>(`/api/letters/${draft.id}`, {
      version: draft.version,
      sections: TEXT,
      data: DATA,
    })
    // Identity and consent come to the letter by events: what prevents the sending goes away a moment after the qualification.
    const ready = await eventually('une lettre sans obstacle', async () => {
      const now = await physician.get<LetterView>(`/api/letters/${draft.id}`)
      if (now.obstacles.length > 0) throw new Error(now.obstacles.join(' ; '))
      return now.recipients.length > 0 ? now : undefined
    })
    const document = await physician.post<DocumentView>(`/api/letters/${saved.id}/validate`, { version: ready.version })
    context.document = document
    const content = `/api/documents/${document.id}/content?form=`
    const pdf = await physician.bytes(`${content}pdf`)
    const cda = await physician.bytes(`${content}cda`)
    if (!pdf.bytes.subarray(0, 5).equals(Buffer.from('%PDF-'))) throw new Error('le PDF servi n’en est pas un')
    if (!cda.bytes.includes('<ClinicalDocument')) throw new Error('le CDA servi n’en est pas un')
    context.artefacts.keep('letter.pdf', pdf.bytes)
    context.artefacts.keep('letter.cda.xml', cda.bytes)
    const to = document.recipients.map(({ family }) => family).join(', ')
    return `document ${document.oid}, version ${document.versionNumber}, pour ${to}`
  },
}
