import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseXml } from '@anamnese/interop-xml'
import { loadSchematron } from './load'
import { Schematron, type SchematronFinding } from './run'
import { SchematronError } from './schematron-error'

const MAIN = `<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2" defaultPhase="all" schemaVersion="essai">
  <ns prefix="cda" uri="urn:hl7-org:v3"/><ns prefix="svs" uri="urn:ihe:iti:svs:2008"/>
  <include href="abstract/inset.sch"/><include href="include/author.sch"/>
  <phase id="all"><active pattern="tables"/><active pattern="author"/><active pattern="type"/></phase>
  <pattern id="tables"><let name="types" value="'sets/types.xml'"/></pattern>
  <pattern id="type" is-a="inset"><param name="path" value="cda:ClinicalDocument/cda:code"/><param name="set" value="$types"/></pattern>
  <pattern id="idle"><rule context="cda:ClinicalDocument"><assert test="false()">Jamais active.</assert></rule></pattern>
</schema>`
const ABSTRACT = `<pattern xmlns="http://purl.oclc.org/dsdl/schematron" id="inset" abstract="true"><rule context="$path">
  <let name="code" value="@code"/>
  <assert test="document($set)//svs:Concept[@code=$code]">Le code <value-of select="@code"/> n’est pas dans la liste.</assert>
</rule></pattern>`
const AUTHOR = `<pattern xmlns="http://purl.oclc.org/dsdl/schematron" id="author">
  <rule abstract="true" id="timed"><assert id="T1" test="cda:time">L’auteur a une date.</assert></rule>
  <rule context="cda:author[@nullFlavor]"><report role="warning" test="true()">Auteur inconnu.</report></rule>
  <rule context="cda:author | cda:dataEnterer"><extends rule="timed"/>
    <assert test="every $x in cda:time satisfies matches($x/@value, '^\\d{8}') and current()/cda:time">La date est au jour près.</assert></rule>
</pattern>`
const SET = `<x xmlns="urn:ihe:iti:svs:2008"><Concept code="11490-0"/></x>`

const codeOf = (work: () => unknown): unknown => {
  try {
    return work()
  } catch (error) {
    return error instanceof SchematronError ? error.code : error
  }
}

describe('an ISO Schematron schema', () => {
  let folder: string
  let schematron: Schematron
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sch-'))
    for (const name of ['abstract', 'include', 'sets']) mkdirSync(join(folder, name))
    writeFileSync(join(folder, 'main.sch'), MAIN)
    writeFileSync(join(folder, 'abstract/inset.sch'), ABSTRACT)
    writeFileSync(join(folder, 'include/author.sch'), AUTHOR)
    writeFileSync(join(folder, 'sets/types.xml'), SET)
    schematron = new Schematron(loadSchematron(join(folder, 'main.sch')))
  })
  afterAll(() => {
    rmSync(folder, { recursive: true })
  })
  const check = (content: string): SchematronFinding[] =>
    schematron.check(
      parseXml(`<ClinicalDocument xmlns="urn:hl7-org:v3">${content}</ClinicalDocument>`).documentElement!,
    )

  it('finds nothing in a document that respects it', () => {
    expect(check('<code code="11490-0"/><author><time value="20261124"/></author>')).toEqual([])
  })

  it('says which rule of which pattern, and where', () => {
    expect(check('<code code="11490-0"/><author/><author><time value="x"/></author>')).toEqual([
      {
        severity: 'error',
        rule: 'SCHEMATRON.T1',
        where: 'ClinicalDocument/author[1]',
        message: 'L’auteur a une date.',
      },
      expect.objectContaining({ where: 'ClinicalDocument/author[2]', message: 'La date est au jour près.' }),
    ])
  })

  it('looks codes up in the tables beside it, without quoting what the document holds', () => {
    expect(check('<code code="34112-3"/>')).toEqual([
      expect.objectContaining({ rule: 'SCHEMATRON.type', message: 'Le code … n’est pas dans la liste.' }),
    ])
  })

  it('judges a node by the first rule that is about it, and tells warnings from errors', () => {
    expect(check('<code code="11490-0"/><author nullFlavor="UNK"/>')).toEqual([
      expect.objectContaining({ severity: 'warning', message: 'Auteur inconnu.' }),
    ])
  })

  it('runs the patterns of its phase only', () => {
    expect(
      loadSchematron(join(folder, 'main.sch'))
        .patterns.map(({ id }) => id)
        .sort(),
    ).toEqual(['author', 'tables', 'type'])
    expect(loadSchematron(join(folder, 'main.sch'), { phase: '#ALL' }).patterns.map(({ id }) => id)).toContain('idle')
    expect(() => loadSchematron(join(folder, 'main.sch'), { phase: 'x' })).toThrow(SchematronError)
  })

  it('says that a rule was not evaluated rather than that it is respected', () => {
    const file = join(folder, 'odd.sch')
    writeFileSync(file, MAIN.replace('defaultPhase="all"', '').replace('false()', 'unknown-function(.)'))
    const odd = new Schematron(loadSchematron(file))
    const xml = '<ClinicalDocument xmlns="urn:hl7-org:v3"><code code="11490-0"/></ClinicalDocument>'
    expect(odd.check(parseXml(xml).documentElement!)).toEqual([
      expect.objectContaining({ severity: 'warning', rule: 'SCHEMATRON.NOT_EVALUATED', where: 'idle' }),
    ])
  })

  it('does not read outside of its folder, nor what is no schema', () => {
    const file = join(folder, 'bad.sch')
    writeFileSync(file, MAIN.replace('abstract/inset.sch', '../../../etc/passwd'))
    expect(codeOf(() => loadSchematron(file))).toBe('SCHEMATRON.INVALID')
    writeFileSync(file, MAIN.replace('abstract/inset.sch', 'sets/types.xml'))
    expect(codeOf(() => loadSchematron(file))).toBe('SCHEMATRON.INVALID')
    writeFileSync(file, '<!DOCTYPE x [<!ENTITY a "b">]><schema/>')
    expect(codeOf(() => loadSchematron(file))).toBe('SCHEMATRON.UNREADABLE')
  })
})
