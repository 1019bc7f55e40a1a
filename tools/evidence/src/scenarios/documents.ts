import type { DocumentTypeView } from '@anamnese/contracts'
import { checkCda, readCdaHeader, readPdfCopy } from '@anamnese/interop-cda'
import { readXdmArchive } from '@anamnese/interop-xdm'
import { ensure, present, scenario, type Scenario } from '../run/scenario'
import type { Mail } from '../world/partners'
import { OPERATIVE_REPORT } from '../world/letters'
import type { SentLetter, World } from '../world/world'
import { pdfText } from './read-paper'

export const PRACTITIONER = 'paul.tanguy@medecin.mssante.example'

/** The message that the practitioner's mailbox received for a letter. */
export async function mailOf(world: World, { arrival, since }: SentLetter): Promise<Mail> {
  const mails = await world.partners.mails(PRACTITIONER, since)
  return present(
    mails.find(({ parsed }) => parsed.subject?.includes(arrival.person.family)),
    'le message dans la boîte du médecin traitant',
  )
}

export function attachment(mail: Mail, name: RegExp): Buffer {
  const found = mail.parsed.attachments.find(({ filename }) => filename !== undefined && name.test(filename))
  return present(found, `pièce jointe ${name.source}`).content
}

function embeddedPdf(cda: Buffer): Buffer {
  const { body } = readCdaHeader(cda)
  if (body.level === 'N3') return present(readPdfCopy(cda), 'copie PDF du CDA de niveau 3')
  ensure(body.level === 'N1' && body.mediaType === 'application/pdf', 'Le CDA contient un PDF.')
  return body.bytes
}

/** The forms of a document, made of the same data. */
export const DOCUMENTS: Scenario[] = [
  scenario('CDA/DD.02', async (world, proofs) => {
    const { arrival, document } = await world.sentLetter()
    const cda = await world.letters.content(document, 'cda')
    const pdf = await world.letters.content(document, 'pdf')
    ensure(embeddedPdf(cda).equals(pdf), 'Le PDF du CDA est, octet pour octet, le PDF du document.')
    const header = readCdaHeader(cda)
    const text = await pdfText(pdf)
    for (const value of [header.title, header.patient.birthName, header.patient.firstBirthGivenName])
      ensure(text.includes(present(value, 'valeur d’en-tête')), `Le PDF porte ${value ?? ''}, comme l’en-tête du CDA.`)
    ensure(header.patient.birthName === arrival.person.family, 'Le CDA nomme le patient du dossier.')
    proofs.note('PDF du CDA identique au PDF du document ; titre et patient identiques dans les deux.')
    proofs.file('document.cda.xml', cda)
    proofs.file('document.pdf', pdf)
  }),
  scenario('CDA/DD.12', async (world, proofs) => {
    const letter = await world.sentLetter()
    const mail = await mailOf(world, letter)
    const [submission] = await readXdmArchive(attachment(mail, /^IHE_XDM\.ZIP$/i))
    const cda = present(submission?.documents[0], 'document de l’archive').bytes
    const pdf = attachment(mail, /\.pdf$/i)
    ensure(embeddedPdf(cda).equals(pdf), 'Le PDF joint est celui du CDA de l’archive, octet pour octet.')
    proofs.note('PDF joint au courriel identique au PDF contenu dans le CDA de IHE_XDM.ZIP.')
    proofs.file('message.eml', mail.raw)
    proofs.file('archive.cda.xml', cda)
    proofs.file('joint.pdf', pdf)
  }),
  scenario('DOC/va1.01', async (world, proofs) => {
    const letter = await world.sentLetter()
    const pdf = await world.letters.content(letter.document, 'pdf')
    const part = /pdfaid:part(?:>|=")1/.exec(pdf.toString('latin1'))
    ensure(pdf.subarray(0, 5).toString() === '%PDF-' && part !== null, 'Le PDF se déclare PDF/A-1.')
    const mail = await mailOf(world, letter)
    const name = present(
      mail.parsed.attachments.find(({ contentType }) => contentType === 'application/pdf')?.filename,
      'nom du PDF joint',
    )
    ensure(/^\d{8}_[^_]+_[^_]+_[^_]+(_[^_]+)?\.pdf$/.test(name), 'Le PDF joint est nommé date_type_NOM_prénom.pdf.')
    ensure(name.includes(letter.arrival.person.family), 'Le nom du PDF porte le nom du patient.')
    proofs.note(`PDF/A-1 nommé « ${name} ».`)
    proofs.file('lettre.pdf', pdf)
  }),
  scenario('CDA/DD.08', async (world, proofs) => {
    const arrival = await world.arrivals.admit()
    const letter = await world.letters.write(arrival)
    const { type, sections } = OPERATIVE_REPORT
    const report = await world.letters.validate(await world.letters.draft(arrival, { sections }, type))
    for (const [document, level, name] of [
      [letter, 'N3', 'lettre-de-liaison'],
      [report, 'N1', 'compte-rendu-operatoire'],
    ] as const) {
      const cda = await world.letters.content(document, 'cda')
      const { body, code, templateIds } = readCdaHeader(cda)
      ensure(body.level === level, `Le document ${code.code} est un CDA de niveau ${level}.`)
      const errors = checkCda(cda, { strict: true }).filter(({ severity }) => severity === 'error')
      ensure(errors.length === 0, `Le CDA ${code.code} respecte son modèle : ${errors.map(({ rule }) => rule).join()}`)
      proofs.note(`${code.code} ${document.title} : ${level}, modèle ${templateIds.at(-1)?.root ?? ''}, sans erreur.`)
      proofs.file(`${name}.cda.xml`, cda)
      proofs.file(`${name}.pdf`, await world.letters.content(document, 'pdf'))
    }
    const physician = await world.as('physician')
    proofs.json('types.json', await physician.get<DocumentTypeView[]>('/api/document-types'))
  }),
  scenario('DOC/va1.08', async (world, proofs) => {
    const arrival = await world.arrivals.admit()
    const { type, sections } = OPERATIVE_REPORT
    const document = await world.letters.validate(await world.letters.draft(arrival, { sections }, type))
    const cda = await world.letters.content(document, 'cda')
    ensure(readCdaHeader(cda).body.level === 'N1', 'Le CDA est de niveau 1.')
    const pdf = embeddedPdf(cda)
    ensure(pdf.equals(await world.letters.content(document, 'pdf')), 'Le PDF du CDA est celui du document.')
    const { id, setId, versionNumber } = readCdaHeader(cda)
    ensure(id.root === document.oid, 'L’identifiant du CDA est celui du document.')
    ensure(setId !== undefined && versionNumber === document.versionNumber, 'Le CDA porte setId et numéro de version.')
    proofs.note(`CDA R2 de niveau 1, PDF de ${pdf.length} octets, setId ${setId.root}, version ${versionNumber}.`)
    proofs.file('document.cda.xml', cda)
  }),
  scenario('DOC/va1.07', async (world, proofs) => {
    const { arrival, document } = await world.sentLetter()
    const cda = await world.letters.content(document, 'cda')
    const { patient } = readCdaHeader(cda)
    const { person } = arrival
    ensure(patient.ins?.matricule === person.matricule, 'Le CDA porte le matricule.')
    ensure(patient.ins.oid === person.oid, 'Le CDA porte l’OID de l’INS.')
    ensure(patient.birthName === person.family && patient.birthDate === person.birthDate, 'Le CDA porte les traits.')
    ensure(patient.birthPlaceCode === person.birthPlace, 'Le CDA porte le code du lieu de naissance.')
    const text = (await pdfText(await world.letters.content(document, 'pdf'))).replace(/\s/g, '')
    ensure(text.includes(person.matricule), 'Le document porte le matricule.')
    proofs.note(`INS ${person.matricule} (${person.oid}) dans le CDA et sur la page.`)
    proofs.json('patient-du-cda.json', patient)
    proofs.file('document.cda.xml', cda)
  }),
  scenario('DOC/va1.06', async (world, proofs) => {
    const { document } = await world.sentLetter()
    const pdf = await world.letters.content(document, 'pdf')
    const text = await pdfText(pdf)
    for (const { family } of document.recipients)
      ensure(text.toUpperCase().includes(family.toUpperCase()), `Le document nomme son destinataire ${family}.`)
    proofs.note(`Destinataires lus sur la page : ${document.recipients.map(({ family }) => family).join(', ')}.`)
    proofs.file('lettre.pdf', pdf)
  }),
]
