import { parseInsDatamatrix } from '@anamnese/interop-datamatrix'
import { formatMatricule } from '@anamnese/domain-ins'
import { ensure, scenario, type Scenario } from '../run/scenario'
import { showLabels, showNoInsOnLabels } from './ins-access'
import { pdfImage, pdfText, readBarcode } from './read-paper'

/** What is printed. */
export const PAPER: Scenario[] = [
  scenario('INS/va1.15', async (world, proofs) => {
    const { arrival, document } = await world.sentLetter()
    const pdf = await world.letters.content(document, 'pdf')
    const text = await pdfText(pdf)
    const spaceless = text.replace(/\s/g, '')
    for (const value of [arrival.person.family, arrival.person.given, '14/05/1956'])
      ensure(text.includes(value), `Le document porte ${value}.`)
    ensure(spaceless.includes(arrival.person.matricule), 'Le document porte le matricule.')
    ensure(/\bNIR\b/.test(text), 'Le document porte la nature du matricule.')
    proofs.note(`Traits et matricule ${formatMatricule(arrival.person.matricule)} (NIR) lus sur le document.`)
    proofs.file('lettre.pdf', pdf)
    proofs.file('lettre.png', await pdfImage(pdf))
    await showLabels(world, proofs, arrival)
    await showNoInsOnLabels(world, proofs, await world.arrivals.admit({ qualified: false }))
  }),
  scenario('INS/va1.10', async (world, proofs) => {
    const arrival = await world.arrivals.admit({ usedName: 'TREDANIEL' })
    const pdf = await world.letters.content(await world.letters.write(arrival), 'pdf')
    const text = await pdfText(pdf)
    ensure(text.includes('TREDANIEL'), 'Le nom utilisé figure sur le document.')
    ensure(text.includes(arrival.person.birthPlace), 'Le code du lieu de naissance figure sur le document.')
    ensure(text.includes(arrival.person.ipp), 'L’IPP figure sur le document.')
    proofs.note('Nom utilisé, lieu de naissance et IPP lus sur le document.')
    proofs.file('lettre.pdf', pdf)
    proofs.file('lettre.png', await pdfImage(pdf))
  }),
  ...['INS/va1.03', 'DOC/va1.04'].map((id): Scenario => ({
    id,
    async play(world, proofs) {
      const { arrival, document } = await world.sentLetter()
      const pdf = await world.letters.content(document, 'pdf')
      const image = await pdfImage(pdf)
      proofs.file('lettre.png', image)
      const text = await readBarcode(image)
      ensure(text !== undefined, 'Un lecteur de codes lit un datamatrix sur la page.')
      const { ins, traits, findings } = parseInsDatamatrix(text)
      ensure(!findings.some(({ severity }) => severity === 'error'), 'Le datamatrix est conforme.')
      ensure(ins?.matricule === arrival.person.matricule, 'Le datamatrix porte le matricule.')
      ensure(traits.birthName === arrival.person.family, 'Le datamatrix porte le nom de naissance.')
      proofs.note(`Datamatrix lu sur l’image de la page : ${JSON.stringify({ ins, traits })}`)
      proofs.json('datamatrix.json', { text, ins, traits })
      proofs.file('lettre.pdf', pdf)
      const without = await world.letters.write(await world.arrivals.admit({ qualified: false }))
      const other = await pdfImage(await world.letters.content(without, 'pdf'))
      ensure((await readBarcode(other)) === undefined, 'Sans INS qualifiée, aucun datamatrix n’est imprimé.')
      proofs.note('Sans INS qualifiée : aucun datamatrix sur la page.')
    },
  })),
]
