import type { ArrivalView, DocumentReading, DocumentView, ExportView, Page } from '@anamnese/contracts'
import { readCdaHeader } from '@anamnese/interop-cda'
import { DEFAULT_XDM_LIMITS, unzip } from '@anamnese/interop-xdm'
import { biologyReport, eventually, type ReportWish } from '@anamnese/tool-demo'
import { ensure, present, scenario, type Scenario } from '../run/scenario'
import type { Arrival } from '../world/arrivals'
import { ROLES, type World } from '../world/world'

let count = 0
/** An identifier that no earlier run gave. */
function newOid(): string {
  count += 1
  return `1.2.250.1.999.2.10.${Date.now()}${String(count).padStart(3, '0')}`
}

async function receive(world: World, { patientId }: Arrival, bytes: Buffer, query = ''): Promise<ArrivalView> {
  const session = await world.as('physician')
  const answer = await session.request('POST', `/api/documents/received${query}`, bytes, { 'X-Patient-Id': patientId })
  ensure(answer.status === 201, 'La porte de réception garde le document et dit ce qu’il devient.')
  return (await answer.json()) as ArrivalView
}

/** A report of another structure, received and put in the record by its INS. */
async function integrated(
  world: World,
  arrival: Arrival,
  wish: Omit<ReportWish, 'id'> & { id?: string },
): Promise<{ cda: Buffer; reading: DocumentReading }> {
  const cda = biologyReport(arrival.person, { id: newOid(), ...wish })
  const received = await receive(world, arrival, cda)
  ensure(received.state === 'integrated', 'Le document est intégré au dossier de son INS.')
  return { cda, reading: await read(world, arrival, present(received.documentId, 'document intégré')) }
}

async function read(world: World, { patientId }: Arrival, documentId: string): Promise<DocumentReading> {
  const session = await world.as('physician')
  await session.post(`/api/patients/${patientId}/access`)
  const answer = await session.request('GET', `/api/documents/${documentId}/view`, undefined, {
    'X-Patient-Id': patientId,
  })
  ensure(answer.ok, 'Le document se lit.')
  return (await answer.json()) as DocumentReading
}

async function list(world: World, { patientId }: Arrival, query: string): Promise<DocumentView[]> {
  const session = await world.as('physician')
  return (await session.get<Page<DocumentView>>(`/api/patients/${patientId}/documents?${query}`)).items
}

async function shot(world: World, address: string, wait: string): ReturnType<World['screens']['person']> {
  const page = await world.screens.person(ROLES.physician)
  await world.screens.open(page, address)
  await page.getByText(wait).first().waitFor()
  return page
}

/** The document inside the stylesheet that its producer presents it with. */
function selfPresenting(cda: Buffer): Buffer {
  const document = cda.toString('utf8').replace(/<\?[^?]*\?>\s*/g, '')
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?><?xml-stylesheet type="text/xsl" href="#"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:data="urn:data">
<xsl:template match="/"><html><body>Présentation du producteur</body></html></xsl:template>
<data:Contenu>${document}</data:Contenu></xsl:stylesheet>`)
}

/** Documents from elsewhere: received, kept, shown, exported. */
export const RECEIVED_DOCUMENTS: Scenario[] = [
  scenario('CDA/INT.04', async (world, proofs) => {
    const arrival = await world.arrivals.admit()
    await integrated(world, arrival, { title: 'Ancien', at: '20240105080000+0100' })
    await integrated(world, arrival, { title: 'Récent', at: '20250105080000+0100' })
    const query = '?patientId=%&type=57833-6&title=Ordonnance'.replace('%', arrival.patientId)
    await receive(world, arrival, Buffer.from('%PDF-1.4 ordonnance'), query)
    const byDate = await list(world, arrival, 'sort=validatedAt')
    ensure(byDate.map(({ title }) => title).join() === 'Ancien,Récent,Ordonnance', 'La liste se trie par date du CDA.')
    const byType = await list(world, arrival, 'sort=-type')
    ensure(byType[0]?.type.code === '57833-6', 'La liste se trie par code de type.')
    proofs.json('par-date.json', byDate)
    proofs.json('par-type.json', byType)
    proofs.note('Documents importés triés par date puis par code de type.')
  }),
  scenario('CDA/INT.15', async (world, proofs) => {
    const arrival = await world.arrivals.admit()
    const plain = await integrated(world, arrival, {})
    ensure(
      (await world.letters.content(plain.reading.document, 'cda')).equals(plain.cda),
      'Le CDA est gardé tel que reçu.',
    )
    const presented = selfPresenting(biologyReport(arrival.person, { id: newOid() }))
    const received = await receive(world, arrival, presented)
    const reading = await read(world, arrival, present(received.documentId, 'document autoprésentable'))
    const kept = await world.letters.content(reading.document, 'cda')
    ensure(kept.equals(presented), 'Le document autoprésentable est gardé avec sa feuille de style, octet pour octet.')
    ensure(
      reading.presentation.stylesheetKept,
      'Le lecteur est averti que la feuille de style du producteur est gardée.',
    )
    proofs.file('recu.cda.xml', plain.cda)
    proofs.file('autopresentable.xml', kept)
    proofs.note('CDA gardés octet pour octet, l’un seul, l’autre dans la feuille de style de son producteur.')
  }),
  scenario('CDA/INT.17', async (world, proofs) => {
    const arrival = await world.arrivals.admit()
    const { cda, reading } = await integrated(world, arrival, { at: '20240310091500+0100' })
    const header = readCdaHeader(cda)
    ensure(reading.document.type.code === header.code.code, 'Le type est celui du CDA.')
    ensure(
      reading.document.validatedAt === '2024-03-10T08:15:00.000Z',
      'La date est celle du CDA, pas celle de l’import.',
    )
    proofs.json('document.json', reading.document)
    proofs.note('Type, titre, auteur et date viennent de l’en-tête du CDA.')
  }),
  scenario('CDA/INT.18', async (world, proofs) => {
    const arrival = await world.arrivals.admit()
    const setId = newOid()
    const version = (versionNumber: number, id = newOid()): Buffer =>
      biologyReport(arrival.person, { id, setId, versionNumber })
    const second = version(2)
    const states = [second, second, version(3), version(1), version(3)]
    const seen: string[] = []
    for (const bytes of states) seen.push((await receive(world, arrival, bytes)).state)
    const expected = ['integrated', 'duplicate', 'integrated', 'integrated', 'conflict']
    ensure(seen.join() === expected.join(), `Doublon, plus récent, dépassé et conflit sont reconnus (${seen.join()}).`)
    const current = await list(world, arrival, 'superseded=false')
    ensure(current.length === 1 && current[0]?.versionNumber === 3, 'La version la plus haute est la version courante.')
    proofs.json('versions.json', await list(world, arrival, 'sort=versionNumber'))
    proofs.note('Version 2 intégrée, son doublon signalé, 3 plus récente, 1 gardée comme dépassée, autre 3 en conflit.')
  }),
  scenario('CDA/VISU.01', async (world, proofs) => {
    const arrival = await world.arrivals.admit()
    const { reading } = await integrated(world, arrival, {})
    ensure(reading.body.kind === 'narrative', 'Le texte du CDA de niveau 3 est présenté.')
    ensure(
      !JSON.stringify(reading).includes('ranFromADocument'),
      'Rien de ce que le document voudrait exécuter ne subsiste.',
    )
    const page = await shot(
      world,
      `/dossiers/${arrival.patientId}/documents/${reading.document.id}`,
      'Potassium, version 1',
    )
    ensure((await page.evaluate('globalThis.ranFromADocument')) === undefined, 'Aucun script du document ne s’exécute.')
    await proofs.screenshot('lecture', page)
    proofs.note('Type, auteur, date et texte structuré lisibles avec la présentation du produit.')
  }),
  scenario('CDA/VISU.02', async (world, proofs) => {
    const arrival = await world.arrivals.admit()
    const setId = newOid()
    const first = await integrated(world, arrival, { setId, versionNumber: 1 })
    const { reading } = await integrated(world, arrival, { setId, versionNumber: 2 })
    ensure(
      reading.versions.map(({ versionNumber }) => versionNumber).join() === '2,1',
      'Les deux versions sont listées.',
    )
    const former = await read(world, arrival, first.reading.document.id)
    ensure(former.document.superseded && former.body.kind === 'narrative', 'La version précédente se lit encore.')
    const address = `/dossiers/${arrival.patientId}/documents/${reading.document.id}?avec=${former.document.id}`
    const page = await shot(world, address, 'Potassium, version 1')
    await page.getByText('Potassium, version 2').first().waitFor()
    await proofs.screenshot('cote-a-cote', page)
    proofs.note('Dernière version affichée ; la précédente à côté, marquée comme remplacée.')
  }),
  scenario('CDA/VISU.03', async (world, proofs) => {
    const { pdf, reading } = await withCopy(world)
    ensure(reading.body.kind === 'pdf', 'Le PDF contenu dans le CDA est montré en premier.')
    const shown = await world.letters.content(reading.document, 'pdf')
    ensure(shown.equals(pdf), 'Le PDF montré est celui du document, octet pour octet.')
    proofs.file('copie.pdf', shown)
    proofs.note('Copie PDF du CDA de niveau 3 affichée de préférence ; le texte structuré reste dessous.')
  }),
  scenario('CDA/DD.15', async (world, proofs) => {
    const { arrival, reading } = await withCopy(world)
    const lines = await list(world, arrival, '')
    ensure(lines.length === 1, 'Le CDA de niveau 3 et son PDF n’occupent qu’une ligne.')
    ensure(
      reading.document.forms.includes('pdf') && reading.document.forms.includes('cda'),
      'Les deux formes s’ouvrent.',
    )
    proofs.json('liste.json', lines)
    proofs.note('Une ligne, deux formes : PDF et CDA.')
  }),
  scenario('HOP/va1.09', async (world, proofs) => {
    const arrival = await world.arrivals.admit()
    const { reading } = await integrated(world, arrival, { interpretation: 'H' })
    const [result] = reading.results
    ensure(
      result?.name === 'Potassium' && result.value === '7.1' && result.unit === 'mmol/L',
      'Le résultat codé est lu.',
    )
    proofs.json('resultats.json', reading.results)
    proofs.note('Résultats codés du CDA de niveau 3 repris en tableau.')
  }),
  scenario('HOP/va1.10', async (world, proofs) => {
    const arrival = await world.arrivals.admit()
    const { reading } = await integrated(world, arrival, { interpretation: 'HH' })
    ensure(reading.results[0]?.flagWord === 'Élevé, critique', 'Le résultat critique est signalé en toutes lettres.')
    const flagged = await list(world, arrival, 'flag=critical')
    ensure(
      flagged[0]?.id === reading.document.id,
      'Le document est signalé dans la liste et se retrouve par ce filtre.',
    )
    const page = await shot(world, `/dossiers/${arrival.patientId}/documents`, 'Résultat critique')
    await proofs.screenshot('liste', page)
    proofs.note('Résultat critique signalé par un mot dans la liste et dans le document.')
  }),
  scenario('PORT/va1.01', async (world, proofs) => {
    const arrival = await world.arrivals.admit()
    const { cda, reading } = await integrated(world, arrival, {})
    const administrator = await world.as('administrator')
    const asked = await administrator.post<ExportView>('/api/documents/exports', { patientId: arrival.patientId })
    const job = await eventually('l’export', async () => {
      const now = await administrator.get<ExportView>(`/api/documents/exports/${asked.id}`)
      return now.state === 'ready' ? now : undefined
    })
    const { bytes } = await administrator.bytes(`/api/documents/exports/${job.id}/volumes/1`)
    const files = await unzip(bytes, DEFAULT_XDM_LIMITS)
    const index = present(
      files.find(({ name }) => name === 'INDEX.JSON'),
      'index de l’export',
    ).bytes.toString('utf8')
    ensure(index.includes(reading.document.oid), 'L’index décrit le document.')
    ensure(
      files.some(({ bytes: content }) => content.equals(cda)),
      'Le CDA est exporté octet pour octet.',
    )
    proofs.file('export.zip', bytes)
    proofs.json('export.json', job)
    proofs.note(`Export demandé par un administrateur, ${job.done} document(s), volume téléchargé, index lu.`)
  }),
]

async function withCopy(world: World): Promise<{ arrival: Arrival; pdf: Buffer; reading: DocumentReading }> {
  const arrival = await world.arrivals.admit()
  const pdf = Buffer.from('%PDF-1.4 copie du compte rendu')
  return { arrival, pdf, ...(await integrated(world, arrival, { pdf })) }
}
