import fs from 'node:fs'
import path from 'node:path'
import { ackCodeOf, Hl7Message } from '@anamnese/interop-hl7v2'
import { readAdt } from './read/read-adt'
import { validatePam } from './validate'

const FIXTURES = path.join(
  process.env['ANAMNESE_FIXTURES'] ?? path.resolve(__dirname, '../../../../../shared/fixtures'),
  'pam',
)
const present = fs.existsSync(FIXTURES)
if (!present) console.warn(`Messages PAM-FR de l’ANS non testés : le dossier ${FIXTURES} est absent.`)
const files = present ? fs.readdirSync(FIXTURES).filter((name) => name.endsWith('.er7')) : ['(dossier absent)']
const read = (name: string) => Hl7Message.parse(fs.readFileSync(path.join(FIXTURES, name)))
const whenPresent = present ? describe : describe.skip

whenPresent('messages published by the ANS', () => {
  it.each(files)('%s is accepted', (name) => {
    const findings = validatePam(read(name))
    expect(findings.filter((one) => one.severity === 'E')).toEqual([])
    expect(ackCodeOf(findings)).toBe('AA')
  })

  it.each(files)('%s gives a qualified identity, a stay and a consent', (name) => {
    const adt = readAdt(read(name))
    expect(adt).toMatchObject({
      event: 'A01',
      patient: {
        ins: { matricule: '279035121518989', oid: '1.2.250.1.213.1.4.10' },
        status: 'QUALIFIEE',
        traits: {
          birthName: 'PAT-TROIS',
          firstBirthGivenName: 'DOMINIQUE',
          birthDate: '1979-03-28',
          sex: 'F',
          birthPlaceCode: '63220',
        },
      },
      stay: { patientClass: 'I', account: { type: 'AN' }, visit: { type: 'VN' } },
      movement: { action: 'INSERT', historic: false, medicalUnit: { code: '6268' }, natures: ['H', 'M', 'S'] },
      consent: { dmpStatus: 'ACTIF' },
    })
  })

  it('the opposition to feeding and the refusal of consultation are read', () => {
    const adt = readAdt(read('zfa-consultation-no-feeding-opposed.er7'))
    expect(adt.consent).toMatchObject({ feeding: 'IO', consultation: 'INC', feedingAt: '2024-03-09T10:11:54.000Z' })
    expect(adt.patient.generalPractitioner).toMatchObject({
      idNat: '810000023084',
      family: 'AGNES',
      given: 'Isabelle',
      address: { city: 'La Rochelle', postalCode: '17000' },
      telecoms: [{ kind: 'phone', value: '0546442221' }],
    })
    expect(adt.stay?.attending).toMatchObject({ family: 'Réault', idNat: '801234567897' })
  })
})
