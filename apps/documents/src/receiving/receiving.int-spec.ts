import type { ArrivalView, Page, Problem } from '@anamnese/contracts'
import { eventually } from '@anamnese/platform-testing'
import { foreignArchive, withFile } from '../testing/archives'
import { inRecord } from '../testing/desk'
import { foreignCda, testIns } from '../testing/foreign-cda'
import { ReceptionDesk } from '../testing/reception-desk'

let desk: ReceptionDesk
beforeAll(async () => {
  desk = await ReceptionDesk.open()
}, 60_000)
afterAll(async () => desk.close(), 30_000)

describe('a CDA that arrives', () => {
  it('is put in the record of its qualified INS, with its author, date and origin; told and traced', async () => {
    const patientId = await desk.knows(1)
    const { status, body } = await desk.receive(foreignCda(1, { patient: { ins: testIns(1) } }), '?fileName=cr.xml')
    expect(status).toBe(201)
    expect(body).toMatchObject({ state: 'integrated', kind: 'cda', patientId, origin: 'file', findings: [] })
    const [document] = await desk.documentsOf(patientId)
    expect(document).toMatchObject({
      id: body.documentId,
      origin: 'file',
      oid: '1.2.250.1.999.2.4.1',
      versionNumber: 1,
      superseded: false,
      type: { code: '11502-2' },
      author: { family: 'BODIN', given: 'Erwan', idNat: '810100000057', structure: { name: 'LABORATOIRE DES AJONCS' } },
      validatedAt: '2026-11-20T09:15:00.000Z',
      received: { invalid: false },
    })
    expect(document?.forms.sort()).toEqual(['cda', 'pdf'])
    await eventually(() => {
      expect(desk.told.some(({ data }) => data.arrivalId === body.id && data.state === 'integrated')).toBe(true)
      expect(desk.traces.some(({ data }) => data.action === 'document.receive' && data.object?.id === body.id)).toBe(
        true,
      )
    })
  })

  it('comes as multipart too, with its name', async () => {
    await desk.knows(2)
    const form = new FormData()
    form.set('file', new Blob([foreignCda(2, { patient: { ins: testIns(2) } })]), 'résultat.xml')
    const { authorization = '' } = await desk.bench.as()
    const init = { method: 'POST', headers: { authorization }, body: form }
    const answer = (await (await fetch(`${desk.url}/documents/received`, init)).json()) as ArrivalView
    expect(answer).toMatchObject({ state: 'integrated', fileName: 'résultat.xml' })
  })

  it('that came already is ignored and said to be there', async () => {
    const patientId = await desk.knows(3)
    const cda = foreignCda(3, { patient: { ins: testIns(3) } })
    const first = await desk.receive(cda)
    const again = await desk.receive(cda)
    expect(again.body).toMatchObject({ state: 'duplicate', documentId: first.body.documentId })
    expect(await desk.documentsOf(patientId)).toHaveLength(1)
  })

  it('departs from the rules: it is kept, marked and shown', async () => {
    const patientId = await desk.knows(4)
    const cda = foreignCda(4, { patient: { ins: testIns(4) } })
      .toString()
      .replace(/<languageCode[^>]*\/>/, '')
    const { body } = await desk.receive(Buffer.from(cda))
    expect(body.state).toBe('integrated')
    expect(body.findings.length).toBeGreaterThan(0)
    const [document] = await desk.documentsOf(patientId)
    expect(document?.received?.invalid).toBe(true)
  })
})

describe('versions of a document', () => {
  const version = (n: number, ins: number, versionNumber: number, change = {}): Buffer =>
    foreignCda(n, {
      id: `1.2.250.1.999.2.6.${n}.${versionNumber}`,
      versionNumber,
      patient: { ins: testIns(ins) },
      ...change,
    })

  it('a newer one makes the former ones former; an older one that comes late is kept as former', async () => {
    const patientId = await desk.knows(10)
    await desk.receive(version(10, 10, 2))
    await desk.receive(version(10, 10, 3))
    await desk.receive(version(10, 10, 1))
    const all = await desk.documentsOf(patientId, '?sort=versionNumber')
    expect(all.map((document) => [document.versionNumber, document.superseded])).toEqual([
      [1, true],
      [2, true],
      [3, false],
    ])
  })

  it('two that come at the same moment leave one current', async () => {
    const patientId = await desk.knows(11)
    await Promise.all([1, 2, 3, 4].map((number) => desk.receive(version(11, 11, number))))
    await eventually(async () => {
      const all = await desk.documentsOf(patientId)
      expect(all).toHaveLength(4)
      expect(all.filter((document) => !document.superseded).map((document) => document.versionNumber)).toEqual([4])
    }, 20_000)
  })

  it('the same version with another identifier is a conflict: kept aside, then beside when a person says so', async () => {
    const patientId = await desk.knows(12)
    const first = await desk.receive(version(12, 12, 1))
    const other = await desk.receive(version(12, 12, 1, { id: '1.2.250.1.999.2.6.12.99' }))
    expect(other.body).toMatchObject({ state: 'conflict', documentId: first.body.documentId })
    expect(await desk.documentsOf(patientId)).toHaveLength(1)
    const { id, version: read } = other.body
    const kept = await desk.call<ArrivalView>('POST', `/documents/received/${id}/attach`, {
      version: read,
      patientId,
      keepBoth: true,
    })
    expect(kept.body.state).toBe('integrated')
    expect(await desk.documentsOf(patientId)).toHaveLength(2)
  })

  it('a replacement that arrives before what it replaces is the current one all the same', async () => {
    const patientId = await desk.knows(13)
    const replaces = { id: '1.2.250.1.999.2.4.13' }
    await desk.receive(version(13, 13, 2, { setId: '1.2.250.1.999.2.5.1300', replaces }))
    await desk.receive(foreignCda(13, { patient: { ins: testIns(13) } }))
    const current = await desk.documentsOf(patientId, '?superseded=false')
    expect(current.map((document) => document.versionNumber)).toEqual([2])
  })
})

describe('a document whose patient is not certain', () => {
  it('waits in the worklist, with a suggestion that one action accepts', async () => {
    const patientId = await desk.knows(20, {
      traits: {
        birthName: 'CORSE',
        firstBirthGivenName: 'ANTHONY',
        birthDate: '1980-03-02',
        sex: 'M',
        birthPlaceCode: '2B020',
      },
    })
    const traits = {
      birthName: 'Corse',
      firstBirthGivenName: 'Anthony',
      birthDate: '1980-03-02',
      sex: 'M' as const,
      birthPlaceCode: '2B020',
    }
    const { body } = await desk.receive(foreignCda(20, { patient: { traits } }))
    expect(body).toMatchObject({
      state: 'to-attach',
      reason: { code: 'INS.ABSENT' },
      suggestion: { patientId, ground: 'traits' },
    })
    const { body: page } = await desk.call<Page<ArrivalView>>('GET', '/documents/received?q=corse')
    expect(page.items.map(({ id }) => id)).toContain(body.id)
    const attached = await desk.call<ArrivalView>('POST', `/documents/received/${body.id}/attach`, {
      version: body.version,
      patientId,
    })
    expect(attached.body).toMatchObject({ state: 'integrated', patientId })
    expect(await desk.documentsOf(patientId)).toHaveLength(1)
    const again = await desk.call<Problem>('POST', `/documents/received/${body.id}/dismiss`, {
      version: body.version,
      reason: 'doublon',
    })
    expect(again.status).toBe(409)
  })

  it('whose traits differ from those of the chosen patient asks for a deliberate choice', async () => {
    const patientId = await desk.knows(21)
    const { body } = await desk.receive(
      foreignCda(21, {
        patient: {
          ins: testIns(21),
          traits: {
            birthName: 'AUTRE',
            firstBirthGivenName: 'DOMINIQUE',
            birthGivenNames: 'DOMINIQUE',
            birthDate: '1979-03-28',
            sex: 'F',
            birthPlaceCode: '51215',
          },
        },
      }),
    )
    expect(body).toMatchObject({ state: 'to-attach', reason: { code: 'INS.TRAITS_DIFFER' } })
    const path = `/documents/received/${body.id}/attach`
    const asked = await desk.call<ArrivalView>('POST', path, { version: body.version, patientId })
    expect(asked.body).toMatchObject({ state: 'to-attach', reason: { code: 'PATIENT.DIFFERS' } })
    const insisted = await desk.call<ArrivalView>('POST', path, {
      version: asked.body.version,
      patientId,
      despiteDifferences: true,
    })
    expect(insisted.body.state).toBe('integrated')
  })

  it('unknown here today is found when he is known', async () => {
    const { body } = await desk.receive(
      foreignCda(22, {
        patient: {
          ins: testIns(22),
          traits: {
            birthName: 'INCONNU',
            firstBirthGivenName: 'YANN',
            birthGivenNames: 'YANN',
            birthDate: '1990-01-01',
            sex: 'M',
            birthPlaceCode: '22070',
          },
        },
      }),
    )
    expect(body).toMatchObject({ state: 'to-attach', reason: { code: 'PATIENT.UNKNOWN' } })
    await desk.knows(22, {
      traits: {
        birthName: 'INCONNU',
        firstBirthGivenName: 'YANN',
        birthDate: '1990-01-01',
        sex: 'M',
        birthPlaceCode: '22070',
      },
    })
    const retried = await desk.call<ArrivalView>('POST', `/documents/received/${body.id}/retry`, {
      version: body.version,
    })
    expect(retried.body).toMatchObject({ state: 'integrated', patientId: 'r22' })
  })

  it('is put aside with a reason, and kept', async () => {
    const { body } = await desk.receive(
      foreignCda(23, {
        patient: { traits: { birthName: 'PERSONNE', firstBirthGivenName: 'X', birthDate: '1990-01-01', sex: 'M' } },
      }),
    )
    const aside = await desk.call<ArrivalView>('POST', `/documents/received/${body.id}/dismiss`, {
      version: body.version,
      reason: 'Envoyé par erreur',
    })
    expect(aside.body).toMatchObject({ state: 'dismissed', reason: { message: 'Envoyé par erreur' } })
    const bytes = await fetch(`${desk.url}/documents/received/${body.id}/content`, { headers: await desk.bench.as() })
    expect(bytes.status).toBe(200)
    expect(bytes.headers.get('content-disposition')).toMatch(/^attachment/)
  })
})

describe('a record that is not known here yet', () => {
  it('is waited for: the document that a person put in it is there when it is', async () => {
    const query = '?patientId=r25&type=57833-6'
    const { body } = await desk.receive(Buffer.from('%PDF-1.4 ordonnance de r25'), query, inRecord('r25'))
    expect(body).toMatchObject({ state: 'received', reason: { code: 'PATIENT.NOT_KNOWN_YET' } })
    await desk.knows(25)
    expect(await desk.ends(body.id)).toMatchObject({ state: 'integrated', patientId: 'r25' })
  })
})

describe('a file that is not a CDA', () => {
  it('goes in the record that the person opened, with the type that they say', async () => {
    const patientId = await desk.knows(30)
    const pdf = Buffer.from('%PDF-1.4 ordonnance')
    const query = `?patientId=${patientId}&type=57833-6&title=Ordonnance%20du%20m%C3%A9decin%20traitant`
    const closed = await desk.receive(pdf, query)
    expect(closed.status).toBe(403)
    const { body } = await desk.receive(pdf, query, inRecord(patientId))
    expect(body).toMatchObject({ state: 'integrated', kind: 'pdf' })
    expect(await desk.documentsOf(patientId, '?type=57833-6')).toMatchObject([
      { title: 'Ordonnance du médecin traitant', forms: ['pdf'] },
    ])
    const again = await desk.receive(pdf, query, inRecord(patientId))
    expect(again.body.state).toBe('duplicate')
  })

  it('without a type waits for it', async () => {
    const patientId = await desk.knows(31)
    const { body } = await desk.receive(Buffer.from('un texte'), `?patientId=${patientId}`, inRecord(patientId))
    expect(body).toMatchObject({ state: 'to-attach', kind: 'text', reason: { code: 'TYPE.NOT_SAID' } })
    const attached = await desk.call<ArrivalView>('POST', `/documents/received/${body.id}/attach`, {
      version: body.version,
      patientId,
      type: '11488-4',
    })
    expect(attached.body.state).toBe('integrated')
  })

  it('is an archive: each document is followed apart, the stylesheet of the producer is kept', async () => {
    const patientId = await desk.knows(32)
    const documents = [32, 33].map((number) => foreignCda(number, { patient: { ins: testIns(32) } }))
    const stylesheet = Buffer.from('<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>')
    const archive = await withFile(await foreignArchive(32, documents), 'IHE_XDM/SUBSET01/PRESENT.XSL', stylesheet)
    const id = await desk.arrives(archive)
    expect((await desk.ends(id)).state).toBe('opened')
    expect((await desk.ends(`${id}.1`)).state).toBe('integrated')
    expect((await desk.ends(`${id}.2`)).state).toBe('integrated')
    const all = await desk.documentsOf(patientId, '?origin=mssante')
    expect(all.map(({ forms }) => forms.includes('stylesheet'))).toEqual([true, true])
  })
})

describe('what partners send', () => {
  it('is taken once, however often it is told', async () => {
    const patientId = await desk.knows(40)
    const id = await desk.arrives(foreignCda(40, { patient: { ins: testIns(40) } }))
    await desk.ends(id)
    await desk.arrives(foreignCda(40, { patient: { ins: testIns(40) } }), { arrivalId: id })
    await desk.arrives(foreignCda(41, { patient: { ins: testIns(40) } }))
    await eventually(async () => expect(await desk.documentsOf(patientId)).toHaveLength(2))
  })

  it('may be withdrawn by who sent it, and by nobody else; it stays, marked', async () => {
    const patientId = await desk.knows(42)
    await desk.ends(await desk.arrives(foreignCda(42, { patient: { ins: testIns(42) } })))
    const targetOid = '1.2.250.1.999.2.4.42'
    const foe = await desk.ends(
      await desk.arrives(undefined, { action: 'delete', targetOid, sender: 'autre@ailleurs.mssante.example' }),
    )
    expect(foe).toMatchObject({ state: 'refused', reason: { code: 'DOCUMENT.NOT_THEIRS' } })
    const friend = await desk.ends(await desk.arrives(undefined, { action: 'delete', targetOid }))
    expect(friend.state).toBe('withdrawn')
    expect(await desk.documentsOf(patientId)).toMatchObject([
      { withdrawn: { reason: expect.stringContaining('ajoncs') as string } },
    ])
  })
})
