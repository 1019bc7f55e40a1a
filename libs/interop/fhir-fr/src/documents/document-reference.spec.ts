import { documentReference, oidOfSystem, systemOfOid } from './document-reference'
import { binaryId, type DocumentRecord, readBinaryId } from './record'

function record(change: Partial<DocumentRecord> = {}): DocumentRecord {
  return {
    id: '01JD0000000000000000000001',
    version: 2,
    patientId: 'p1',
    oid: '1.2.250.1.999.1.1.220.4.1001',
    setId: '1.2.250.1.999.1.1.220.4.1000',
    state: 'current',
    deleted: false,
    type: { code: '11490-0', system: '2.16.840.1.113883.6.1' },
    title: 'Lettre de liaison à la sortie',
    date: '2026-11-23T21:34:00.000Z',
    author: { idNat: '810100000008', family: 'KERVADEC', given: 'MAËLLE', prefix: 'DR' },
    restrictions: [],
    contents: [{ form: 'pdf', mediaType: 'application/pdf', size: 12, sha1: 'hash' }],
    ...change,
  }
}
const base = 'https://dpi.example/fhir/R4'

describe('a DocumentReference', () => {
  it('has one content for each form, at the address of its Binary', () => {
    expect(documentReference(record(), base)).toMatchObject({
      meta: { versionId: '2' },
      author: [{ display: 'DR MAËLLE KERVADEC' }],
      content: [
        {
          attachment: {
            contentType: 'application/pdf',
            url: `${base}/Binary/01JD0000000000000000000001.pdf`,
            hash: 'hash',
          },
        },
      ],
    })
  })

  it('of a document from outside names its extension under its root, and an author without identifier', () => {
    const foreign = record({ oid: '1.2.3^A|1', author: { family: 'AUTOMATE' }, type: { code: 'X', system: 'LOCAL' } })
    expect(documentReference(foreign, base)).toMatchObject({
      masterIdentifier: { system: 'urn:oid:1.2.3', value: 'A|1' },
      author: [{ type: 'Practitioner', display: 'AUTOMATE' }],
      type: { coding: [{ system: 'urn:anamnese:system:LOCAL' }] },
    })
  })

  it('of a deleted document says that it was, and has no address any more', () => {
    const gone = documentReference(record({ state: 'entered-in-error', deleted: true }), base)
    expect(gone).toMatchObject({ status: 'entered-in-error', docStatus: 'entered-in-error' })
    expect(gone.content).toEqual([{ attachment: { title: 'Lettre de liaison à la sortie' } }])
  })
})

it.each(['2.16.840.1.113883.6.1', '1.2.250.1.213.1.1.4.12'])('the code system %s is found again by its URI', (oid) => {
  expect(oidOfSystem(systemOfOid(oid))).toBe(oid)
})

it('the id of a Binary is that of a document and of a form, and nothing else', () => {
  expect(readBinaryId(binaryId('d-1', 'cda'))).toEqual({ documentId: 'd-1', form: 'cda' })
  for (const id of ['d-1', 'd-1.exe', '../x.pdf', 'd-1.pdf.pdf', '']) expect(readBinaryId(id)).toBeUndefined()
})
