import { LETTER_SECTIONS, PatientChanged } from '@anamnese/contracts'
import { DocumentTypes } from '@anamnese/interop-clinical-documents'
import { patientOf } from '../projections/patient'
import { stayOf } from '../projections/stay.repository'
import { stay } from '../testing/world'
import { factsOf } from './facts'
import { fillTemplate, parseTemplate, templateOf } from './letter-template'

const DEFAULT_TEMPLATE = templateOf(new DocumentTypes().find('11490-0')!)
const patient = patientOf(PatientChanged.example)
const facts = (change: Parameters<typeof stay>[2] = {}) =>
  factsOf(patient, stayOf(stay('p', '9000001', change)), 'Europe/Paris')

describe('the template of a letter', () => {
  it('is filled with the facts of the stay', () => {
    expect(facts()).toEqual({
      patient: 'PAT-TROIS DOMINIQUE',
      birthDate: '28/03/1979',
      age: '47 ans',
      unit: 'CARDIOLOGIE',
      admission: '20/11/2026',
      discharge: '24/11/2026',
      duration: '4 jours',
      doctor: 'MAELLE KERVADEC',
      dischargeMode: 'domicile',
      generalPractitioner: 'PAUL TANGUY',
    })
  })

  it('leaves out the lines whose fact is not known, never a half sentence', () => {
    const { dischargedAt: _none, attendingDoctor: _nobody, dischargeMode: _unsaid, ...open } = stay('p', '9000001')
    const sections = fillTemplate(DEFAULT_TEMPLATE, factsOf(patient, stayOf(open), 'Europe/Paris'))
    expect(sections['summary']).toBe('')
    expect(sections['reason']).toBe('Hospitalisation à partir du 20/11/2026.\nService : CARDIOLOGIE.')
    expect(JSON.stringify(sections)).not.toMatch(/[{}]\w|undefined/)
  })

  it('fills every section that is required when the stay has ended', () => {
    const sections = fillTemplate(DEFAULT_TEMPLATE, facts())
    for (const { key, required } of LETTER_SECTIONS)
      if (required) expect([key, sections[key] === '']).toEqual([key, false])
  })

  it('says the age of a child in months, and a stay of some hours as such', () => {
    const child = { ...patient, traits: { ...patient.traits, birthDate: '2026-01-25' } }
    const short = stay('p', '1', { dischargedAt: '2026-11-20T12:00:00+01:00' })
    expect(factsOf(child, stayOf(short), 'Europe/Paris')).toMatchObject({ age: '9 mois', duration: 'moins d’un jour' })
  })

  it('of a hospital has every section and cites facts that exist, or is refused by name', () => {
    const own = { ...DEFAULT_TEMPLATE, reason: 'Motif : {unit}' }
    expect(parseTemplate(JSON.stringify(own))).toEqual(own)
    expect(() => parseTemplate(JSON.stringify({ ...own, followUp: undefined }))).toThrow('followUp')
    expect(() => parseTemplate(JSON.stringify({ ...own, reason: '{diagnosis}' }))).toThrow('diagnosis')
    expect(() => parseTemplate('{')).toThrow()
  })
})
