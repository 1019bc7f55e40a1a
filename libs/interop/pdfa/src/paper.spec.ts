import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseInsDatamatrix } from '@anamnese/interop-datamatrix'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import type { PaperIdentity } from './identity-paper'
import { renderIdentitySheet } from './identity-sheet'
import { formatDefect, LABEL_FORMATS } from './label-format'
import { renderLabels } from './labels'
import { pageImage, pageText, popplerObstacle } from './testing/poppler'

const obstacle = popplerObstacle()
const describePages = obstacle === undefined ? describe : describe.skip
const reason = obstacle === undefined ? '' : ` (skipped: ${obstacle})`

const QUALIFIED: PaperIdentity = {
  traits: {
    birthName: 'PAT-TROIS',
    firstBirthGivenName: 'DOMINIQUE',
    birthGivenNames: 'DOMINIQUE MARIE-LOUISE',
    birthDate: '1979-03-28',
    sex: 'F',
    birthPlaceCode: '51215',
    usedName: 'LEROY',
  },
  ins: { matricule: '279035121518989', oid: '1.2.250.1.213.1.4.10' },
  ipp: '000003',
  status: 'Identité qualifiée',
  attributes: [],
}
const { ins: _ins, ...WITHOUT_INS } = QUALIFIED
const PROVISIONAL: PaperIdentity = { ...WITHOUT_INS, status: 'Identité provisoire', attributes: ['Identité douteuse'] }
const MANDATORY = ['PAT-TROIS', 'DOMINIQUE', '28/03/1979', 'Féminin', '51215', 'LEROY', '000003']
const flat = (pdf: Buffer, page?: number): string => pageText(pdf, page).replace(/\s+/g, ' ')

/** The words in the order in which they were written, label after label, without spaces. */
function written(pdf: Buffer): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'paper-'))
  const file = path.join(folder, 'page.pdf')
  writeFileSync(file, pdf)
  const { stdout } = spawnSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' })
  rmSync(folder, { recursive: true })
  return stdout.replace(/\s+/g, '')
}

beforeAll(() => {
  const wasm = readFileSync(require.resolve('zxing-wasm/reader/zxing_reader.wasm'))
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } })
})

async function codesOn(pdf: Buffer): Promise<string[]> {
  const found = await readBarcodes(pageImage(pdf), { formats: ['DataMatrix'], tryHarder: true, maxNumberOfSymbols: 60 })
  return found.map((one) => Buffer.from(one.bytes).toString('latin1'))
}

describe('formats of labels', () => {
  it.each(LABEL_FORMATS)('$code holds on its page', (format) => {
    expect(formatDefect(format)).toBeUndefined()
  })

  it('one that does not hold, or is too small for an identity, is refused in words', () => {
    const [format] = LABEL_FORMATS
    expect(formatDefect({ ...format!, columns: 4 })).toContain('dépassent')
    expect(formatDefect({ ...format!, width: 20 })).toContain('40 × 25')
    expect(formatDefect({ ...format!, rows: 0 })).toContain('étiquettes par page')
  })
})

describePages(`labels of an identity${reason}`, () => {
  it.each(LABEL_FORMATS)(
    '$code: traits, matricule and nature are on each label, and its code is read on the page',
    async (format) => {
      const pdf = await renderLabels(QUALIFIED, format, { count: 3 })
      const text = written(pdf)
      for (const value of [...MANDATORY, '279035121518989(NIR)'])
        expect(text.split(value.replace(/ /g, '')).length - 1).toBeGreaterThanOrEqual(3)
      const [code] = await codesOn(pdf)
      expect(parseInsDatamatrix(code!)).toMatchObject({ ins: QUALIFIED.ins, findings: [] })
    },
  )

  it('begin at the place asked for, go on to the next page, and are bounded', async () => {
    const [format] = LABEL_FORMATS
    const pdf = await renderLabels(QUALIFIED, format!, { count: 3, first: 23 })
    expect(flat(pdf, 1).match(/PAT-TROIS/g)).toHaveLength(2)
    expect(flat(pdf, 2).match(/PAT-TROIS/g)).toHaveLength(1)
    await expect(renderLabels(QUALIFIED, format!, { count: 501 })).rejects.toMatchObject({ code: 'PDF.TOO_LONG' })
    await expect(renderLabels(QUALIFIED, format!, { count: 1, first: 25 })).rejects.toThrow()
  })

  it('without a qualified INS show neither matricule nor code, but the status and the attributes', async () => {
    const pdf = await renderLabels(PROVISIONAL, LABEL_FORMATS[0]!, { count: 1 })
    expect(flat(pdf)).toContain('Identité provisoire — Identité douteuse')
    expect(flat(pdf)).not.toMatch(/Matricule|INS à scanner/)
    expect(await codesOn(pdf)).toEqual([])
  })

  it('never cut a name, be it of a hundred characters', async () => {
    const traits = {
      ...QUALIFIED.traits,
      birthName: 'KER-HUEL '.repeat(11).trim() + ' A',
      birthGivenNames: 'DOMINIQUE',
    }
    const pdf = await renderLabels({ ...QUALIFIED, traits }, LABEL_FORMATS[0]!, { count: 1 })
    expect(written(pdf).match(/KER-HUEL/g)).toHaveLength(11)
    expect(written(pdf)).toContain('(NIR)')
  })
})

describePages(`the identity sheet${reason}`, () => {
  const context = {
    hospital: { name: "CH DE L'ARGOAT", lines: ['1 rue des Ajoncs'] },
    details: [['Adresse', '28 AV DE BRETEUIL, 75007 PARIS']] as [string, string][],
    printedBy: 'Nolwenn CADIOU',
    printedAt: '2026-11-25T10:00:00Z',
  }

  it('shows every trait with its label, the INS with its nature, and a code that scanners read', async () => {
    const pdf = await renderIdentitySheet(QUALIFIED, context)
    const text = flat(pdf)
    for (const value of [...MANDATORY, 'DOMINIQUE MARIE-LOUISE', '2 79 03 51 215 189 89 (NIR)', '1.2.250.1.213.1.4.10'])
      expect(text).toContain(value)
    expect(text).toContain('Imprimé par Nolwenn CADIOU le 25/11/2026 à 11:00')
    const [code] = await codesOn(pdf)
    expect(parseInsDatamatrix(code!)).toMatchObject({ ins: QUALIFIED.ins, findings: [] })
  })

  it('without a qualified INS shows neither matricule nor code', async () => {
    const pdf = await renderIdentitySheet(PROVISIONAL, context)
    expect(flat(pdf)).not.toMatch(/Matricule|OID|INS à scanner/)
    expect(flat(pdf)).toContain('Identité douteuse')
  })
})
