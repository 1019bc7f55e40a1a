import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildXdmMetadata } from '@anamnese/interop-xds'
import { ZipFile, type Options } from 'yazl'
import { buildXdmArchive, readXdmArchive } from './index'
import { sampleCda, SENDER, SET } from './testing/sample'

const cda = sampleCda()
const METADATA = 'IHE_XDM/SUBSET01/METADATA.XML'
const DOCUMENT = 'IHE_XDM/SUBSET01/DOC00001.XML'

/** A ZIP of our own making, to play what others send. */
async function zipOf(files: Record<string, Buffer | string>, options: Partial<Options> = {}): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name, options)
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}
const metadata = (uri = 'DOC00001.XML', bytes = cda): string => buildXdmMetadata([{ bytes, uri }], SET)
const good = (): Promise<Buffer> => buildXdmArchive({ documents: [{ bytes: cda }], set: SET, sender: SENDER })
const refusal = (archive: Buffer, limits = {}): Promise<unknown> =>
  readXdmArchive(archive, limits).then(
    () => 'accepted',
    (error: unknown) => (error as { code: string }).code,
  )

describe('an IHE_XDM.ZIP that is written', () => {
  it('is read back with its documents, their metadata and header', async () => {
    const second = sampleCda({ id: '1.2.250.1.999.1.1.220.4.2' })
    const archive = await buildXdmArchive({ documents: [{ bytes: cda }, { bytes: second }], set: SET, sender: SENDER })
    const [submission, ...others] = await readXdmArchive(archive)
    expect(others).toEqual([])
    expect(submission).toMatchObject({
      folder: 'SUBSET01',
      submission: { set: { uniqueId: SET.uniqueId, patientId: '279035121518989^^^&1.2.250.1.213.1.4.10&ISO^NH' } },
    })
    expect(submission?.documents.map((d) => [d.entry.uri, d.entry.uniqueId, d.bytes.equals(cda)])).toEqual([
      ['DOC00001.XML', '1.2.250.1.999.1.1.220.4.1', true],
      ['DOC00002.XML', '1.2.250.1.999.1.1.220.4.2', false],
    ])
    expect(submission?.documents[0]?.header.patient.birthName).toBe('PAT-TROIS')
  })

  it('may hold the document of a patient without INS, who is then known by the local identifier', async () => {
    const bytes = Buffer.from(cda.toString('utf8').replace(/<id [^>]*extension="279035121518989"[^>]*\/>/, ''))
    expect(bytes.length).toBeLessThan(cda.length)
    const archive = await buildXdmArchive({ documents: [{ bytes }], set: SET, sender: SENDER })
    const [submission] = await readXdmArchive(archive)
    const [local] = submission?.documents[0]?.header.patient.localIds ?? []
    expect(submission?.submission.set.patientId).toContain(local?.extension)
    expect(submission?.submission.set.patientId).not.toContain('279035121518989')
  })

  it('has the same bytes for the same input, whatever the time zone', async () => {
    expect((await good()).equals(await good())).toBe(true)
  })

  it('opens with the tool of the system, with the names of the profile and its presentation files', async () => {
    if (spawnSync('python3', ['--version']).status !== 0) {
      console.info('python3 absent : essai sauté.')
      return
    }
    const folder = mkdtempSync(join(tmpdir(), 'xdm-'))
    writeFileSync(join(folder, 'IHE_XDM.ZIP'), await good())
    execFileSync('python3', ['-m', 'zipfile', '-e', 'IHE_XDM.ZIP', '.'], { cwd: folder })
    expect(readFileSync(join(folder, DOCUMENT)).equals(cda)).toBe(true)
    expect(readFileSync(join(folder, 'README.TXT'), 'utf8')).toContain('IHE_XDM/SUBSET01/DOC00001.XML')
    expect(readFileSync(join(folder, 'INDEX.HTM'), 'utf8')).toContain('href="README.TXT"')
    rmSync(folder, { recursive: true })
  })

  it('about two patients is not written', async () => {
    const patient = {
      traits: {
        birthName: 'CORSE',
        firstBirthGivenName: 'ANTHONY',
        birthGivenNames: 'ANTHONY',
        birthDate: '1980-03-02',
        sex: 'M' as const,
        birthPlaceCode: '2B020',
      },
      ins: { matricule: '180032B02040123', oid: '1.2.250.1.213.1.4.10' },
      localIds: [],
    }
    const documents = [{ bytes: cda }, { bytes: sampleCda({ patient }) }]
    await expect(buildXdmArchive({ documents, set: SET, sender: SENDER })).rejects.toThrow('un seul patient')
  })
})

describe('an IHE_XDM.ZIP of another producer', () => {
  it.each([
    ['lower case names', { 'ihe_xdm/subset01/metadata.xml': metadata('doc00001.xml'), [DOCUMENT.toLowerCase()]: cda }],
    ['another folder', { 'IHE_XDM/SS000001/METADATA.XML': metadata(), 'IHE_XDM/SS000001/DOC00001.XML': cda }],
    [
      'a path written from IHE_XDM',
      { 'IHE_XDM/SS000001/METADATA.XML': metadata('SS000001/A.XML'), 'IHE_XDM/SS000001/A.XML': cda },
    ],
    ['files beside', { [METADATA]: metadata(), [DOCUMENT]: cda, 'AUTORUN.INF': 'x' }],
    ['no compression', { [METADATA]: metadata(), [DOCUMENT]: cda }],
  ])('with %s is read', async (what, files) => {
    const archive = await zipOf(files, { compress: what !== 'no compression' })
    expect((await readXdmArchive(archive))[0]?.documents).toHaveLength(1)
  })
})

describe('an IHE_XDM.ZIP that is not sound', () => {
  it.each<[string, () => Promise<Buffer>, string]>([
    ['no ZIP', () => Promise.resolve(Buffer.from('PK bonjour')), 'XDM.NOT_A_ZIP'],
    ['a ZIP cut short', async () => (await good()).subarray(0, 900), 'XDM.NOT_A_ZIP'],
    ['no metadata', () => zipOf({ [DOCUMENT]: cda }), 'XDM.NO_METADATA'],
    ['metadata that are no XML', () => zipOf({ [METADATA]: 'bonjour', [DOCUMENT]: cda }), 'XDM.BAD_METADATA'],
    [
      'metadata with a DTD',
      () => zipOf({ [METADATA]: `<!DOCTYPE a SYSTEM "file:///etc/passwd">${metadata()}`, [DOCUMENT]: cda }),
      'XDM.BAD_METADATA',
    ],
    ['a document that is missing', () => zipOf({ [METADATA]: metadata() }), 'XDM.DOCUMENT_MISSING'],
    [
      'a document that was altered',
      () => zipOf({ [METADATA]: metadata(), [DOCUMENT]: cda.toString().replace('KERVADEC', 'KERVADOC') }),
      'XDM.ALTERED',
    ],
    [
      'a document of another patient',
      () => {
        const other = '180032B02040123^^^&amp;1.2.250.1.213.1.4.10&amp;ISO^NH'
        const changed = metadata().replaceAll('279035121518989^^^&amp;1.2.250.1.213.1.4.10&amp;ISO^NH', other)
        return zipOf({ [METADATA]: changed, [DOCUMENT]: cda })
      },
      'XDM.OTHER_PATIENT',
    ],
    [
      'two patients',
      () => {
        const one = metadata()
        const at = one.lastIndexOf('279035121518989^^^')
        return zipOf({ [METADATA]: `${one.slice(0, at)}180032B02040123${one.slice(at + 15)}`, [DOCUMENT]: cda })
      },
      'XDM.SEVERAL_PATIENTS',
    ],
    [
      'the identifier of another document',
      () => zipOf({ [METADATA]: metadata().replaceAll('220.4.1"', '220.4.9"'), [DOCUMENT]: cda }),
      'XDM.OTHER_DOCUMENT',
    ],
    [
      'a document that is no CDA',
      () => {
        const text = Buffer.from('bonjour')
        const changed = metadata()
          .replace(/(name="hash"><ValueList><Value>)\w+/, `$1${createHash('sha1').update(text).digest('hex')}`)
          .replace(/(name="size"><ValueList><Value>)\d+/, '$17')
        return zipOf({ [METADATA]: changed, [DOCUMENT]: text })
      },
      'XDM.NOT_A_CDA',
    ],
  ])('(%s) is refused', async (_what, make, code) => {
    expect(await refusal(await make())).toBe(code)
  })

  it.each(['../X', '/etc/X', 'C:/X', 'A\\..\\X'])('with the name %j is refused', async (name) => {
    const placeholder = 'N'.repeat(name.length)
    const archive = await zipOf({ [placeholder]: 'x', [METADATA]: metadata(), [DOCUMENT]: cda })
    const hostile = Buffer.from(archive.toString('latin1').replaceAll(placeholder, name), 'latin1')
    expect(await refusal(hostile)).toBe('XDM.BAD_NAME')
  })

  it('with the same name twice is refused', async () => {
    const archive = await zipOf({ [METADATA]: metadata(), [DOCUMENT]: cda, [DOCUMENT.toLowerCase()]: 'x' })
    expect(await refusal(archive)).toBe('XDM.BAD_NAME')
  })

  it('with a link is refused', async () => {
    expect(await refusal(await zipOf({ [METADATA]: metadata(), [DOCUMENT]: cda }, { mode: 0o120777 }))).toBe(
      'XDM.BAD_NAME',
    )
  })

  it('that inflates abnormally is refused, before it is inflated', async () => {
    const bomb = await zipOf({ [METADATA]: metadata(), 'B.BIN': Buffer.alloc(50_000_000) })
    expect(bomb.length).toBeLessThan(100_000)
    expect(await refusal(bomb)).toBe('XDM.SUSPICIOUS')
  })

  it('that lies about its sizes is refused while it inflates', async () => {
    const archive = await zipOf({ [METADATA]: metadata(), 'B.BIN': Buffer.alloc(5_000_000) })
    const size = Buffer.alloc(4)
    size.writeUInt32LE(5_000_000)
    const lie = Buffer.alloc(4)
    lie.writeUInt32LE(50)
    const lying = Buffer.from(archive)
    for (let at = lying.indexOf(size); at >= 0; at = lying.indexOf(size, at + 1)) lie.copy(lying, at)
    expect(await refusal(lying)).toBe('XDM.NOT_A_ZIP')
  })

  it('whose files overlap is refused', async () => {
    const archive = await zipOf({ 'A.BIN': 'x'.repeat(5000), 'B.BIN': 'y'.repeat(5000) }, { compress: false })
    const directory = archive.lastIndexOf(Buffer.from('PK\u0001\u0002', 'latin1'))
    const overlapping = Buffer.from(archive)
    overlapping.writeUInt32LE(0, directory + 42)
    expect(await refusal(overlapping)).toBe('XDM.SUSPICIOUS')
  })

  it('with more files, or larger ones, than accepted is refused', async () => {
    const archive = await good()
    expect(await refusal(archive, { maxEntries: 3 })).toBe('XDM.TOO_MANY_ENTRIES')
    expect(await refusal(archive, { maxArchiveBytes: 100 })).toBe('XDM.TOO_LARGE')
    expect(await refusal(archive, { maxFileBytes: 1000 })).toBe('XDM.TOO_LARGE')
    expect(await refusal(archive, { maxTotalBytes: 5000 })).toBe('XDM.TOO_LARGE')
  })

  it('never crashes the reader, wherever a byte is changed', async () => {
    const archive = await good()
    for (let at = 0; at < archive.length; at += 37) {
      const damaged = Buffer.from(archive)
      damaged[at] = (damaged[at] ?? 0) ^ 0xff
      expect(await refusal(damaged)).toMatch(/^(accepted|XDM\.[A-Z_]+)$/)
    }
  })
})
