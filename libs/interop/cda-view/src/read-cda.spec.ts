import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { MAX_NODES, type NarrativeNode, readCda, worstFlag } from './index'
import { observation, structuredCda } from './testing/structured'

const FIXTURES = join(process.env.ANAMNESE_FIXTURES ?? resolve(__dirname, '../../../../../shared/fixtures'), 'cda')
const published = existsSync(FIXTURES) ? describe : describe.skip
if (published === describe.skip) console.warn(`skipped: published CDA documents are not in ${FIXTURES}`)

function plain(nodes: readonly NarrativeNode[]): string {
  return nodes.map((node) => (typeof node === 'string' ? node : plain(node.children))).join('')
}
function tags(nodes: readonly NarrativeNode[]): string[] {
  return nodes.flatMap((node) => (typeof node === 'string' ? [] : [node.tag, ...tags(node.children)]))
}
const narrative = (text: string): NarrativeNode[] => readCda(structuredCda({ text })).sections[0]!.content

describe('a narrative', () => {
  it('keeps paragraphs, lists, tables with their spans, and emphasis', () => {
    const content = narrative(
      '<paragraph>Bonjour <content styleCode="Bold Italics">docteur</content></paragraph><list listType="ordered"><item>un</item><item>deux</item></list>' +
        '<table><thead><tr><th colspan="2">A</th></tr></thead><tbody><tr><td rowspan="3">1</td><td>2<br/>3</td></tr></tbody></table>',
    )
    expect(content).toEqual([
      { tag: 'p', children: ['Bonjour ', { tag: 'em', children: [{ tag: 'strong', children: ['docteur'] }] }] },
      {
        tag: 'ol',
        children: [
          { tag: 'li', children: ['un'] },
          { tag: 'li', children: ['deux'] },
        ],
      },
      expect.objectContaining({ tag: 'table' }),
    ])
    expect(JSON.stringify(content)).toContain('"colSpan":2')
    expect(JSON.stringify(content)).toContain('"rowSpan":3')
  })

  it('has no element of its own but those of the list: scripts, styles, frames and handlers do not survive', () => {
    const content = narrative(
      '<paragraph onclick="alert(1)">vu</paragraph><script>alert(1)</script><style>p{}</style><iframe src="https://ailleurs.example"/>' +
        '<object data="x"/><content styleCode="expression(alert(1))">texte</content><unknown>gardé</unknown>' +
        '<linkHtml href="javascript:alert(1)">lien</linkHtml><linkHtml href="https://exemple.fr">site</linkHtml>',
    )
    expect(JSON.stringify(content)).not.toMatch(/alert|script|onclick|iframe|javascript/)
    expect(plain(content)).toBe('vutextegardéliensite (https://exemple.fr)')
    expect(new Set(tags(content))).toEqual(new Set(['p', 'span']))
  })

  it('is cut at a bound, and says so', () => {
    const reading = readCda(structuredCda({ text: '<paragraph>x</paragraph>'.repeat(MAX_NODES) }))
    expect(reading.truncated).toBe(true)
    expect(reading.sections[0]!.content.length).toBeLessThanOrEqual(MAX_NODES)
  })

  it('shows an image that the document carries, and the caption of one that it does not', () => {
    const png = Buffer.from('89504e470d0a1a0a', 'hex').toString('base64')
    const reading = readCda(
      structuredCda({
        text: '<renderMultiMedia referencedObject="i1"/><renderMultiMedia referencedObject="i2"><caption>Schéma</caption></renderMultiMedia>',
        entries: `<entry><observationMedia ID="i1"><value mediaType="image/png" representation="B64">${png}</value></observationMedia></entry>`,
      }),
    )
    expect(reading.images).toHaveLength(1)
    expect(reading.sections[0]!.content).toEqual([
      { tag: 'figure', image: 0, children: [] },
      { tag: 'p', children: ['Schéma'] },
    ])
  })
})

describe('coded results', () => {
  it.each([
    ['N', 'normal', 'Normal', undefined],
    ['H', 'high', 'Élevé', 'abnormal'],
    ['L', 'low', 'Bas', 'abnormal'],
    ['HH', 'critical-high', 'Élevé, critique', 'critical'],
    ['LL', 'critical-low', 'Bas, critique', 'critical'],
    ['A', 'abnormal', 'Anormal', 'abnormal'],
    ['AA', 'critical', 'Anormal, critique', 'critical'],
    ['R', undefined, 'Résistant', undefined],
  ])('interpretationCode %s is said in words', (code, flag, word, document) => {
    const { results } = readCda(structuredCda({ entries: observation({ code }) }))
    expect(results).toHaveLength(1)
    expect(results[0]).toMatchObject({
      name: 'TSH',
      value: '1.95',
      unit: 'mUI/L',
      reference: '0.27 à 4.2 mUI/L',
      flagWord: word,
    })
    expect(results[0]!.flag).toBe(flag)
    expect(worstFlag(results.map((result) => result.flag))).toBe(document)
  })
})

describe('a stylesheet', () => {
  it('is noted and not run', () => {
    expect(
      readCda(structuredCda({ before: '<?xml-stylesheet type="text/xsl" href="http://127.0.0.1:9/x.xsl"?>' }))
        .stylesheet,
    ).toBe('reference')
    const hostile = `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:data="urn:data"><xsl:template match="/">
      <xsl:value-of select="document('file:///etc/passwd')"/><script>alert(1)</script></xsl:template><data:Contenu>${structuredCda({ text: '<paragraph>vu</paragraph>' }).replace(/<\?xml.*?\?>/, '')}</data:Contenu></xsl:stylesheet>`
    const reading = readCda(hostile)
    expect(reading.stylesheet).toBe('self-presenting')
    expect(JSON.stringify(reading.sections)).toContain('vu')
    expect(JSON.stringify(reading)).not.toContain('alert')
  })
})

published('the published documents', () => {
  const read = (name: string): ReturnType<typeof readCda> => readCda(readFileSync(join(FIXTURES, name)))

  it.each(existsSync(FIXTURES) ? readdirSync(FIXTURES) : [])('%s is shown', (name) => {
    const reading = read(name)
    const shown =
      reading.file !== undefined ||
      reading.sections.some((section) => plain(section.content) !== '' || section.sections.length > 0)
    expect(shown).toBe(true)
  })

  it('the PDF copy of a biology report comes first, its section is not shown twice', () => {
    const reading = read('BIO-CR-BIO_2024.01_TSH_1.xml')
    expect(reading.file?.mediaType).toBe('application/pdf')
    expect(reading.file?.bytes.subarray(0, 5).toString()).toBe('%PDF-')
    expect(reading.sections.map((section) => section.title)).toEqual(['BIOCHIMIE'])
    expect(reading.results.map((result) => [result.name, result.value, result.flag])).toContainEqual([
      'Thyroxine libre (FT4)',
      '7.67',
      'low',
    ])
  })

  it('a self-presenting report is shown by its narrative, with its high and low results', () => {
    const reading = read('BIO-CR-BIO_2021.01_Auto-Presentable.xml')
    expect(reading.stylesheet).toBe('self-presenting')
    const flags = reading.results.map((result) => result.flag)
    expect(flags.filter((flag) => flag === 'high')).toHaveLength(2)
    expect(flags.filter((flag) => flag === 'low')).toHaveLength(1)
  })
})
