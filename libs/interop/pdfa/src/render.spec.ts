import { readFileSync } from 'node:fs'
import { parseInsDatamatrix } from '@anamnese/interop-datamatrix'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { checkPdfA } from './check-pdfa'
import type { PrintedLetter } from './letter'
import { renderLetterPdf } from './render'
import { EXTREME_LETTER, LETTER } from './testing/letter'
import { pageImage, pageText, popplerObstacle } from './testing/poppler'
import { validateByVeraPdf, VERAPDF } from './testing/verapdf'
import { unprintableCharacters } from './text'

const describeUnless = (obstacle: string | undefined): jest.Describe => {
  if (obstacle === undefined) return describe
  console.warn(`skipped: ${obstacle}`)
  return describe.skip
}
const { ins: _withheld, ...NOT_QUALIFIED } = LETTER.patient
const LONG: PrintedLetter = {
  ...LETTER,
  sections: [
    {
      heading: 'Synthèse',
      text: 'Une ligne de compte rendu, assez longue pour occuper la largeur de la page.\n\n'.repeat(90),
    },
    { heading: 'Conclusion', text: 'Fin de la lettre.' },
  ],
}

const TABLE: PrintedLetter = {
  ...LETTER,
  sections: [
    {
      heading: 'Traitements à la sortie',
      text: '',
      table: {
        headings: ['Médicament', 'Posologie', 'Du'],
        widths: [2, 2, 1],
        rows: Array.from({ length: 70 }, (_none, index) => [
          `Médicament n° ${index + 1}`,
          index % 7 === 0
            ? 'une posologie assez longue pour tenir sur plusieurs lignes de sa colonne '.repeat(2)
            : '1 cp',
          '',
        ]),
      },
    },
  ],
}

describe('a printed letter', () => {
  it('is a PDF 1.4 that says it is PDF/A-1b, with its title, author and language', async () => {
    const text = (await renderLetterPdf(LETTER)).toString('latin1')
    expect(text.startsWith('%PDF-1.4')).toBe(true)
    expect(text).toContain('<pdfaid:part>1</pdfaid:part>')
    expect(text).toContain('<pdfaid:conformance>B</pdfaid:conformance>')
    expect(text).toMatch(/\/Lang \(fr-FR\)/)
    expect(text).toMatch(/\/Marked true/)
  })

  it('is the same, byte for byte, when it is printed again', async () => {
    expect((await renderLetterPdf(LETTER)).equals(await renderLetterPdf(LETTER))).toBe(true)
  })

  it('is refused when it is empty or beyond reason', async () => {
    const empty = { ...LETTER, sections: [{ heading: 'Motif', text: ' \n ' }] }
    await expect(renderLetterPdf(empty)).rejects.toMatchObject({ code: 'PDF.EMPTY' })
    const endless = { ...LETTER, sections: [{ heading: 'Motif', text: 'x'.repeat(300_000) }] }
    await expect(renderLetterPdf(endless)).rejects.toMatchObject({ code: 'PDF.TOO_LONG' })
  })

  it('is refused when a qualified identity lacks a trait: the datamatrix would be wrong', async () => {
    const { birthGivenNames: _missing, ...traits } = LETTER.patient.traits
    await expect(renderLetterPdf({ ...LETTER, patient: { ...LETTER.patient, traits } })).rejects.toMatchObject({
      code: 'DATAMATRIX.FIELD',
    })
  })
})

describe('characters that a page cannot show', () => {
  it('are known before the letter is validated', () => {
    expect(unprintableCharacters('Œdème à 5 µg/m² ≥ ½ → β₂ « ’ » – … 😀')).toEqual([])
    expect(unprintableCharacters('漢 a 漢 \u{1F9EC}')).toEqual(['漢', '\u{1F9EC}'])
    expect(unprintableCharacters('\u0000\u000b\t\r\n\u00ad\u200b')).toEqual([])
  })
})

describeUnless(popplerObstacle())('a printed letter, as another program reads it', () => {
  it('shows the identity with its labels, the matricule followed by its nature, who validated and when', async () => {
    const text = pageText(await renderLetterPdf(LETTER)).replace(/\s+/g, ' ')
    for (const expected of [
      "CH DE L'ARGOAT",
      'Nom de naissance : PAT-TROIS',
      '1er prénom de naissance : DOMINIQUE',
      'Nom utilisé : LEROY',
      'Née le : 28/03/1979',
      'Sexe : Féminin',
      'Lieu de naissance (code INSEE) : 51215',
      'Matricule INS : 2 79 03 51 215 189 89 (NIR)',
      'INS à scanner',
      'Dr Paul TANGUY, Médecine générale, paul.tanguy@medecin.mssante.example',
      'Lettre de liaison à la sortie',
      'SpO₂ ≥ 94 %, ΔP < 5 µg, β-bloquant.',
      'Validé par Dr Maëlle KERVADEC (RPPS 10100000000) le 24/11/2026 à 16:04',
      "Document conservé par CH DE L'ARGOAT (FINESS 220000020)",
      'Vos données sont traitées',
      'Page 1 / 1',
    ]) {
      expect(text).toContain(expected)
    }
    expect(text).not.toContain('Suites à donner')
    expect(text).not.toContain('PROJET')
  })

  it('shows neither matricule nor code to scan when the identity is not qualified', async () => {
    const text = pageText(await renderLetterPdf({ ...LETTER, patient: NOT_QUALIFIED }))
    expect(text).toContain('PAT-TROIS')
    expect(text).not.toMatch(/Matricule|INS à scanner|2 79 03/)
  })

  it('says on every page that it is a draft, or that it replaces a version', async () => {
    const { validation: _none, ...draft } = LONG
    const pdf = await renderLetterPdf({ ...draft, versionNumber: 3 })
    expect(pageText(pdf, 1)).toContain('Version 3, annule et remplace la version 2')
    for (const page of [1, 2, 3]) expect(pageText(pdf, page)).toContain('PROJET — document non validé')
    expect(pageText(pdf)).not.toContain('Validé par')
  })

  it('breaks over pages: each says whose it is, no heading stays alone at the foot, nothing is lost', async () => {
    const pdf = await renderLetterPdf(LONG)
    const pages = [1, 2, 3].map((page) => pageText(pdf, page))
    pages.forEach((text, index) => {
      expect(text).toContain('PAT-TROIS DOMINIQUE, 28/03/1979')
      expect(text).toContain(`Page ${index + 1} / 3`)
    })
    expect(pages.join(' ').match(/Une ligne de compte rendu/g)).toHaveLength(90)
    expect(pages.filter((text) => text.includes('Conclusion'))).toEqual(
      pages.filter((text) => text.includes('Fin de la lettre')),
    )
  })

  it('holds the longest names, thirty recipients and a word without end; none of it is lost or hidden', async () => {
    const pdf = await renderLetterPdf(EXTREME_LETTER)
    const text = pageText(pdf).replace(/\s+/g, ' ')
    expect(text).toContain('Dr Destinataire N° 30, x@y.example')
    expect(
      pageText(pdf)
        .match(/x{10,}/g)
        ?.join(''),
    ).toHaveLength(3000)
    for (let index = 1; index <= 40; index += 1) expect(text).toContain(`Section ${index} `)
    expect(text.indexOf('Matricule INS')).toBeLessThan(text.indexOf('Destinataires'))
  })

  it('prints a table over several pages, its headings again on each, no row cut or lost', async () => {
    const pdf = await renderLetterPdf(TABLE)
    const pages = [1, 2, 3].map((page) => pageText(pdf, page))
    for (const text of pages) expect(text).toMatch(/Médicament\s+Posologie\s+Du/)
    const whole = pages.join(' ')
    for (let index = 1; index <= 70; index += 1) expect(whole).toContain(`Médicament n° ${index}`)
  })

  it('bears a datamatrix that a scanner reads on the drawn page', async () => {
    const wasm = readFileSync(require.resolve('zxing-wasm/reader/zxing_reader.wasm'))
    prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } })
    const image = pageImage(await renderLetterPdf(LETTER))
    const [read] = await readBarcodes(image, { formats: ['DataMatrix'] })
    const scanned = parseInsDatamatrix(Buffer.from(read!.bytes).toString('latin1'))
    expect(scanned.findings).toEqual([])
    expect(scanned.ins).toEqual(LETTER.patient.ins)
    expect(scanned.traits).toMatchObject({ birthName: 'PAT-TROIS', birthGivenNames: 'DOMINIQUE MARIE-LOUISE' })
  })
})

describeUnless(VERAPDF.obstacle())('a printed letter, by veraPDF', () => {
  it('is PDF/A-1b, be it long, a draft, without INS, or with characters that the fonts have not', async () => {
    const { validation: _none, ...draft } = LONG
    const odd = { ...LETTER, sections: [{ heading: '漢', text: '漢\u0000\u{1F9EC}😀 é' }] }
    const letters: PrintedLetter[] = [
      LETTER,
      LONG,
      EXTREME_LETTER,
      TABLE,
      draft,
      { ...LETTER, patient: NOT_QUALIFIED },
      odd,
    ]
    const files = await Promise.all(letters.map(renderLetterPdf))
    const spoilt = files[0]!.toString('latin1').replace('pdfaid:part>1', 'pdfaid:part>9')
    const verdicts = await validateByVeraPdf([...files, Buffer.from(spoilt, 'latin1')])
    expect(verdicts.slice(0, -1)).toEqual(letters.map(() => ({ compliant: true, brokenRules: [] })))
    expect(verdicts.at(-1)?.compliant).toBe(false)
  }, 120_000)
})

describe('our own check of PDF/A-1', () => {
  it('lets a printed letter through, and refuses what PDF/A-1 forbids', async () => {
    const letter = (await renderLetterPdf(LETTER)).toString('latin1')
    const rulesOf = (text: string): string[] => checkPdfA(Buffer.from(text, 'latin1')).map((found) => found.rule)
    expect(rulesOf(letter)).toEqual([])
    expect(checkPdfA(await renderLetterPdf(TABLE))).toEqual([])
    expect(rulesOf('bonjour')).toEqual(['PDFA1.6.1.2'])
    expect(rulesOf(letter.slice(0, -200))).toContain('PDFA1.6.1.3')
    expect(rulesOf(letter.replace('/GTS_PDFA1', '/GTS_PDFX11'))).toEqual(['PDFA1.6.2.2'])
    expect(rulesOf(letter.replace('/FontFile2', '/FontNone2'))).toEqual(['PDFA1.6.3.4'])
    expect(
      rulesOf(letter.replace('/Type /Catalog', '/Type /Catalog /OpenAction << /S /JavaScript /JS (x) >>')),
    ).toEqual(['PDFA1.6.6.1'])
    expect(rulesOf(letter.replace('pdfaid:part>1', 'pdfaid:part>3'))).toEqual(['PDFA1.6.7.11'])
    const inCatalog = (entry: string): string[] => rulesOf(letter.replace('/Type /Catalog', `/Type /Catalog ${entry}`))
    expect(inCatalog('/OCProperties << >>')).toEqual(['PDFA1.6.1.13'])
    expect(inCatalog('/AA << /WC 9 0 R >>')).toEqual(['PDFA1.6.6.2'])
    expect(inCatalog('/AcroForm << /NeedAppearances true >>')).toEqual(['PDFA1.6.9'])
    expect(inCatalog('/X << /ca 0.5 >>')).toEqual(['PDFA1.6.4'])
    expect(inCatalog('/X << /ca 1 /CA 1.0 /BM /Normal >>')).toEqual([])
    expect(inCatalog('/X << /BM /Multiply >>')).toEqual(['PDFA1.6.4'])
    expect(inCatalog('/X << /Subtype /FileAttachment >>')).toEqual(['PDFA1.6.5.2'])
    expect(inCatalog('/X << /TR 9 0 R >>')).toEqual(['PDFA1.6.2.8'])
    expect(inCatalog('/X << /Interpolate true >>')).toEqual(['PDFA1.6.2.4'])
    expect(rulesOf(letter.replace(/trailer\n<</, 'trailer\n<< /Encrypt 9 0 R'))).toEqual(['PDFA1.6.1.3'])
  })
})
