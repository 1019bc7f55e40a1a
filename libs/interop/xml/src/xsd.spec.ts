import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { validateXsd, XsdSchema } from './xsd'

const FIXTURES = process.env.ANAMNESE_FIXTURES ?? resolve(__dirname, '../../../../../shared/fixtures')
const published = existsSync(join(FIXTURES, 'xsd/cda')) ? describe : describe.skip
if (published === describe.skip) console.warn(`skipped: published CDA documents and schema are not in ${FIXTURES}`)

const INCLUDED = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:t" xmlns="urn:t" elementFormDefault="qualified">
  <xs:complexType name="B"><xs:sequence><xs:element name="b" type="xs:int" maxOccurs="2"/></xs:sequence></xs:complexType></xs:schema>`
const main = (location: string): string =>
  `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:t" xmlns="urn:t" elementFormDefault="qualified">
  <xs:include schemaLocation="${location}"/><xs:element name="a" type="B"/></xs:schema>`

describe('validation against an XML schema', () => {
  const folder = mkdtempSync(join(tmpdir(), 'xsd-'))
  const schema = join(folder, 'inside/main.xsd')
  mkdirSync(join(folder, 'inside/parts'), { recursive: true })
  writeFileSync(join(folder, 'inside/parts/b.xsd'), INCLUDED)
  writeFileSync(join(folder, 'outside.xsd'), INCLUDED)
  writeFileSync(schema, main('parts/b.xsd'))
  writeFileSync(join(folder, 'inside/escaping.xsd'), main('../outside.xsd'))
  writeFileSync(join(folder, 'inside/distant.xsd'), main('http://127.0.0.1:9/b.xsd'))
  afterAll(() => {
    rmSync(folder, { recursive: true })
  })

  it('accepts what is valid and says where and why the rest is not', async () => {
    expect(await validateXsd(Buffer.from('<a xmlns="urn:t"><b>1</b></a>'), schema)).toEqual([])
    const findings = await validateXsd(Buffer.from('<a xmlns="urn:t">\n<b>x</b>\n<b>1</b><b>2</b></a>'), schema)
    expect(findings.map((finding) => finding.line)).toEqual([2, 3])
    expect(findings[0]!.message).toContain('not a valid value')
  })

  it('reads included files of its own folder only', async () => {
    await expect(XsdSchema.load(join(folder, 'inside/escaping.xsd'))).rejects.toMatchObject({ code: 'XML.SCHEMA' })
    await expect(XsdSchema.load(join(folder, 'inside/distant.xsd'))).rejects.toMatchObject({ code: 'XML.SCHEMA' })
    await expect(XsdSchema.load(join(folder, 'inside/absent.xsd'))).rejects.toMatchObject({ code: 'XML.SCHEMA' })
    const wider = await XsdSchema.load(join(folder, 'inside/escaping.xsd'), folder)
    expect(wider.validate(Buffer.from('<a xmlns="urn:t"><b>1</b></a>'))).toEqual([])
    wider.dispose()
  })

  it('refuses a DTD and XML that is malformed before it validates', async () => {
    const compiled = await XsdSchema.load(schema)
    const refusal = (xml: string): unknown => {
      try {
        return compiled.validate(Buffer.from(xml))
      } catch (error) {
        return (error as { code: string }).code
      }
    }
    expect(refusal('<!DOCTYPE a><a xmlns="urn:t"><b>1</b></a>')).toBe('XML.DOCTYPE_FORBIDDEN')
    expect(refusal('<a xmlns="urn:t"><b>1</a>')).toBe('XML.MALFORMED')
    compiled.dispose()
  })

  it('takes a text of twenty million characters, as a scanned annex is', async () => {
    const compiled = await XsdSchema.load(schema)
    const findings = compiled.validate(Buffer.from(`<a xmlns="urn:t"><b>${'A'.repeat(20_000_000)}</b></a>`))
    expect(findings).toHaveLength(1)
    compiled.dispose()
  })
})

published('the published CDA documents', () => {
  it('are valid against the schema that the CI-SIS asks for', async () => {
    const schema = await XsdSchema.load(join(FIXTURES, 'xsd/cda/CDA_extended.xsd'))
    for (const file of readdirSync(join(FIXTURES, 'cda'))) {
      expect([file, schema.validate(readFileSync(join(FIXTURES, 'cda', file)))]).toEqual([file, []])
    }
    schema.dispose()
  })
})
