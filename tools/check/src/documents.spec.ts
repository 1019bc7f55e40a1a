import { deflateRawSync } from 'node:zlib'
import {
  demonstration,
  DocumentTypes,
  produceForms,
  sourceOfModel,
  unstructured,
} from '@anamnese/interop-clinical-documents'
import { codeOf, J59_CONTENT_TYPE } from '@anamnese/domain-value-sets'
import { readCdaHeader } from '@anamnese/interop-cda'
import { buildXdmArchive } from '@anamnese/interop-xdm'
import { xdsAuthor } from '@anamnese/interop-xds'
import { CdaJudge } from './cda-judge'
import { judgeBytes } from './judge-file'
import type { Verdict } from './verdict'

describe('clinical documents', () => {
  let judge: CdaJudge
  let pdf: Buffer
  let n1: Buffer
  let n3: Buffer
  let xdm: Buffer
  beforeAll(async () => {
    judge = await CdaJudge.load()
    const type = new DocumentTypes().find('LDL-SES')!
    const source = sourceOfModel(demonstration(type), type)
    const forms = await produceForms(source)
    pdf = forms.pdf
    n3 = forms.cda
    n1 = unstructured(source, pdf)
    xdm = await buildXdmArchive({
      documents: [{ bytes: n3 }],
      set: {
        author: xdsAuthor(readCdaHeader(n3).authors[0]!),
        contentType: codeOf(J59_CONTENT_TYPE, '03'),
        sourceId: '1.2.250.1.999.1.1.220',
        uniqueId: '1.2.250.1.999.1.1.220.5.1',
        at: new Date('2026-11-25T09:20:00Z'),
      },
      sender: {
        institution: 'CH',
        idNat: '1220000020',
        application: { name: 'Anamnèse', version: '0', publisher: 'Anamnèse' },
      },
    })
  })
  afterAll(() => {
    judge.dispose()
  })
  const judged = async (bytes: Buffer | string): Promise<Verdict> => {
    const { findings, ...verdict } = await judgeBytes('f', Buffer.from(bytes), judge)
    return { ...verdict, findings: findings.filter(({ severity }) => severity !== 'info') }
  }

  it('are recognised by their content and good when we made them: CDA N1 and N3, PDF/A-1, IHE XDM', async () => {
    const kinds = { 'cda.n1': n1, 'cda.n3': n3, pdf, xdm }
    for (const [kind, bytes] of Object.entries(kinds)) {
      expect(await judged(bytes)).toEqual({ file: 'f', kind, ok: true, findings: [] })
    }
  })

  it('are told by level what is wrong, in French, with the rule and the place', async () => {
    const letter = n3.toString()
    const noSection = await judged(letter.replace('1.3.6.1.4.1.19376.1.5.3.1.3.22', '1.2.3'))
    expect(noSection.findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          rule: 'CDA.LDL_SES.SECTION',
          message: expect.stringContaining('obligatoire') as string,
        }),
      ]),
    )
    expect((await judged(letter.replace('value="#sortie-1"', 'value="#rien"'))).findings[0]).toMatchObject({
      severity: 'warning',
      rule: 'CDA.N3.REFERENCE',
    })
    const spoilt = await judged(pdf.toString('latin1').replace('/GTS_PDFA1', '/GTS_PDFX11'))
    expect([spoilt.kind, spoilt.ok]).toEqual(['pdf', false])
    const altered = Buffer.from(xdm)
    altered[altered.length - 30] = (altered[altered.length - 30]! + 1) % 256
    expect((await judged(altered)).kind).toBe('xdm')
  })

  it('are refused without a crash, a hang or a swollen memory when they are hostile', async () => {
    const entities = Array.from(
      { length: 9 },
      (_none, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`,
    ).join('')
    const hostile: Record<string, Buffer | string> = {
      'billion laughs': `<!DOCTYPE c [<!ENTITY l0 "ha">${entities}]><ClinicalDocument xmlns="urn:hl7-org:v3">&l9;</ClinicalDocument>`,
      'external entity':
        '<!DOCTYPE c [<!ENTITY x SYSTEM "file:///etc/passwd">]><ClinicalDocument xmlns="urn:hl7-org:v3">&x;</ClinicalDocument>',
      'external schema': n3
        .toString()
        .replace('<ClinicalDocument ', '<ClinicalDocument xsi:schemaLocation="urn:x http://127.0.0.1:1/x.xsd" ')
        .slice(0, -30),
      depth: `<ClinicalDocument xmlns="urn:hl7-org:v3">${'<component>'.repeat(100_000)}`,
      'malformed UTF-8': Buffer.concat([
        Buffer.from('<ClinicalDocument xmlns="urn:hl7-org:v3"><title>'),
        Buffer.from([0xc3, 0x28, 0xff]),
      ]),
      'a base64 that is cut': n3.toString().replace(/(representation="B64">[A-Za-z0-9+/]{1001})[^<]*/, '$1'),
      'a zip bomb': bomb(),
      'a zip of nothing': Buffer.from('PK\x05\x06'.padEnd(22, '\0'), 'latin1'),
      'a PDF that is not one': '%PDF-1.4',
    }
    for (const [name, bytes] of Object.entries(hostile)) {
      const { ok, findings } = await judged(bytes)
      expect([name, ok]).toEqual([name, false])
      expect(findings.map(({ rule }) => rule)).not.toContain('CHECK.FAILED')
    }
  }, 60_000)

  it('carries a hundred megabytes of base64 only to be refused by its size', async () => {
    const huge = Buffer.alloc(100 * 1024 * 1024, 'A')
    Buffer.from('<ClinicalDocument xmlns="urn:hl7-org:v3"><title>').copy(huge)
    const started = Date.now()
    const { ok, findings } = await judged(huge)
    expect([ok, findings[0]?.rule]).toEqual([false, 'XML.TOO_LARGE'])
    expect(Date.now() - started).toBeLessThan(20_000)
  }, 60_000)
})

/** A ZIP of one file that is ten thousand times what it weighs. */
function bomb(): Buffer {
  const content = deflateRawSync(Buffer.alloc(80 * 1024 * 1024))
  const name = Buffer.from('IHE_XDM/SUBSET01/METADATA.XML')
  const header = Buffer.alloc(30)
  header.write('PK\x03\x04', 'latin1')
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(8, 8)
  header.writeUInt32LE(content.length, 18)
  header.writeUInt32LE(80 * 1024 * 1024, 22)
  header.writeUInt16LE(name.length, 26)
  const central = Buffer.alloc(46)
  central.write('PK\x01\x02', 'latin1')
  central.writeUInt16LE(20, 6)
  central.writeUInt16LE(8, 10)
  central.writeUInt32LE(content.length, 20)
  central.writeUInt32LE(80 * 1024 * 1024, 24)
  central.writeUInt16LE(name.length, 28)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(central.length + name.length, 12)
  end.writeUInt32LE(header.length + name.length + content.length, 16)
  return Buffer.concat([header, name, content, central, name, end])
}
