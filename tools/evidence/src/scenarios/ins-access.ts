import type {
  InsAccessSummary,
  InsiCallDetail,
  InsiCallView,
  InsiVerifyResponse,
  LabelFormatView,
  Page,
  PartnerTotal,
  ScanResponse,
} from '@anamnese/contracts'
import { datamatrixPng, encodeInsDatamatrix, parseInsDatamatrix } from '@anamnese/interop-datamatrix'
import { eventually } from '@anamnese/tool-demo'
import type { Proofs } from '../run/proofs'
import { ensure, present } from '../run/scenario'
import type { Arrival } from '../world/arrivals'
import type { World } from '../world/world'
import { pdfImage, pdfText, readBarcode } from './read-paper'

/** Who saw the INS of a patient, counted, for the security officer (INS/va1.39). */
export async function showReaders(world: World, proofs: Proofs, patientId: string): Promise<void> {
  const officer = await world.as('securityOfficer')
  const summary = await officer.get<InsAccessSummary>(`/api/audit/ins?patientId=${patientId}`)
  ensure(summary.readers.length > 0, 'Les personnes qui ont vu l’INS sont nommées.')
  proofs.note(`${String(summary.total)} accès à l’INS par ${String(summary.readers.length)} auteurs.`)
  proofs.json('lecteurs-ins.json', summary)
}

/** The INS verified at INSi by an identity officer: the exchange is traced, its messages are kept, partners are counted (INS/va1.46). */
export async function showInsiExchange(world: World, proofs: Proofs, patientId: string): Promise<void> {
  const officer = await world.as('identityOfficer')
  const path = `/api/patients/${patientId}/identity/insi`
  const verification = await officer.post<InsiVerifyResponse>(`${path}/verify`)
  proofs.note(`Vérification par INSi : ${verification.message}`)
  ensure(verification.outcome === 'confirmed', 'INSi confirme l’INS du dossier.')
  const calls = await officer.get<Page<InsiCallView>>(`${path}/calls`)
  const last = present(calls.items[0], 'appel à INSi')
  const detail = await officer.get<InsiCallDetail>(`${path}/calls/${last.id}`)
  const [exchange] = detail.exchanges
  ensure(exchange?.answer?.includes('CodeCR') === true, 'La réponse d’INSi est gardée telle qu’elle est venue.')
  proofs.file('insi-demande.xml', exchange.request)
  proofs.file('insi-reponse.xml', exchange.answer)
  const security = await world.as('securityOfficer')
  const partners = await eventually('INSi parmi les partenaires', async () => {
    const all = await security.get<PartnerTotal[]>(`/api/audit/partners?patientId=${patientId}&ins=true`)
    return all.some(({ partner }) => partner === 'INSi') ? all : undefined
  })
  proofs.note(`Partenaires comptés : ${partners.map((one) => `${one.partner} (${String(one.withIns)})`).join(', ')}.`)
  proofs.json('partenaires.json', partners)
  proofs.file('partenaires.csv', (await security.bytes(`/api/audit/partners.csv?patientId=${patientId}`)).bytes)
}

/** Labels and sheet of an identity, read back by poppler and by a barcode reader (INS/va1.15, .10, .03). */
export async function showLabels(world: World, proofs: Proofs, { patientId, person }: Arrival): Promise<void> {
  const officer = await world.as('identityOfficer')
  const formats = await officer.get<LabelFormatView[]>('/api/identity/label-formats')
  const format = present(formats[0], 'format d’étiquettes')
  const path = `/api/patients/${patientId}/identity`
  const { bytes: labels } = await officer.bytes(`${path}/labels.pdf?format=${format.code}&count=2`)
  const { bytes: sheet } = await officer.bytes(`${path}/sheet.pdf`)
  for (const [name, pdf] of [
    ['etiquettes', labels],
    ['fiche', sheet],
  ] as const) {
    const text = (await pdfText(pdf)).replace(/\s/g, '')
    for (const value of [person.family, person.given, person.birthPlace, person.ipp, person.matricule, '(NIR)'])
      ensure(text.includes(value.replace(/\s/g, '')), `${name} : porte ${value}.`)
    const image = await pdfImage(pdf)
    const code = present(await readBarcode(image), `datamatrix sur ${name}`)
    ensure(parseInsDatamatrix(code).ins?.matricule === person.matricule, `${name} : le datamatrix porte le matricule.`)
    proofs.file(`${name}.pdf`, pdf)
    proofs.file(`${name}.png`, image)
  }
  proofs.note(`Étiquettes (${format.label}) et fiche d’identité : traits, matricule, nature et datamatrix relus.`)
}

/** Without a qualified INS neither matricule nor code is printed. */
export async function showNoInsOnLabels(world: World, proofs: Proofs, { patientId, person }: Arrival): Promise<void> {
  const officer = await world.as('identityOfficer')
  const { bytes } = await officer.bytes(`/api/patients/${patientId}/identity/sheet.pdf`)
  ensure(!(await pdfText(bytes)).replace(/\s/g, '').includes(person.matricule), 'Aucun matricule sans INS qualifiée.')
  ensure((await readBarcode(await pdfImage(bytes))) === undefined, 'Aucun datamatrix sans INS qualifiée.')
  proofs.note('Fiche d’une identité non qualifiée : ni matricule, ni datamatrix.')
  proofs.file('fiche-sans-ins.pdf', bytes)
}

/** A scan leads to the record, typed or photographed; one whose key is wrong leads nowhere (INS/va1.41). */
export async function showScans(world: World, proofs: Proofs, { patientId, person }: Arrival): Promise<void> {
  const session = await world.as('physician')
  const text = encodeInsDatamatrix(
    { matricule: person.matricule, oid: person.oid },
    {
      birthName: person.family,
      firstBirthGivenName: person.given,
      birthGivenNames: person.givenNames ?? person.given,
      birthDate: person.birthDate,
      sex: person.sex,
      birthPlaceCode: person.birthPlace,
    },
  )
  const image = (await datamatrixPng(text)).toString('base64')
  for (const body of [{ text }, { text: text.toLowerCase() }, { image }]) {
    const { matches } = await session.post<ScanResponse>('/api/identity/scans', body)
    ensure(matches[0]?.patient.id === patientId && matches[0].by === 'ins', 'Le code mène au dossier de cette INS.')
  }
  proofs.note('Datamatrix lu par un lecteur, par un lecteur mal réglé, sur une image : le dossier est trouvé.')
  const key = String((Number(person.matricule.slice(13)) % 97) + 1).padStart(2, '0')
  const wrong = text.replace(person.matricule, person.matricule.slice(0, 13) + key)
  const refused = await session.post<ScanResponse>('/api/identity/scans', { text: wrong })
  ensure(refused.matches.length === 0, 'Un code dont la clé est fausse ne mène nulle part.')
  proofs.note(`Clé fausse : « ${refused.findings[0]?.message ?? ''} »`)
  proofs.json('lectures.json', { text, refused })
}
