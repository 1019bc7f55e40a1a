import {
  type DocumentView,
  type LetterSummary,
  type LetterView,
  type Page,
  PatientChanged,
  type Problem,
} from '@anamnese/contracts'
import { checkPdfA } from '@anamnese/interop-pdfa'
import { eventually } from '@anamnese/platform-testing'
import { Desk, type DeskActor, inRecord } from './testing/desk'
import { CORRESPONDENT } from './testing/world'

let desk: Desk
beforeAll(async () => {
  desk = await Desk.open()
}, 60_000)
afterAll(async () => desk.close(), 30_000)

describe('a discharge letter', () => {
  it('starts from the template filled with the stay, addressed to the general practitioner, ready to be validated', async () => {
    await desk.arrive('p1')
    const letter = await desk.newLetter('p1')
    expect(letter).toMatchObject({ version: 1, state: 'draft', blockDmp: false, obstacles: [] })
    expect(letter.sections.summary).toContain(
      'PAT-TROIS DOMINIQUE, 47 ans, a séjourné dans l’établissement du 20/11/2026 au 24/11/2026 (4 jours).',
    )
    expect(letter.sections.summary).toContain('Médecin responsable : MAELLE KERVADEC.')
    expect(letter.sections.summary).toContain('Sortie : domicile.')
    expect(letter.sections.reason).toContain('Service : CARDIOLOGIE.')
    expect(letter.recipients).toEqual([
      {
        idNat: '810100000016',
        family: 'TANGUY',
        given: 'PAUL',
        specialty: CORRESPONDENT.specialty,
        mailbox: 'paul.tanguy@medecin.mssante.example',
      },
    ])
    expect(letter.consequences).toEqual([
      'Envoi au DMP.',
      'Envoi par MSSanté à PAUL TANGUY (paul.tanguy@medecin.mssante.example).',
    ])
  })

  it('is saved as it is typed, and tells who saved meanwhile instead of overwriting', async () => {
    await desk.arrive('p2')
    const letter = await desk.newLetter('p2')
    const first = await desk.call<LetterView>('PUT', `/letters/${letter.id}`, inRecord('p2'), {
      version: 1,
      sections: { reason: 'Douleur thoracique.' },
    })
    expect(first.body).toMatchObject({ version: 2, sections: { reason: 'Douleur thoracique.' } })
    expect(first.body.sections.summary).toBe(letter.sections.summary)
    const late = await desk.call<Problem>('PUT', `/letters/${letter.id}`, inRecord('p2', { name: 'Dr Autre' }), {
      version: 1,
      sections: { reason: 'Autre chose.' },
    })
    expect(late).toMatchObject({ status: 409, body: { code: 'LETTER.CONFLICT' } })
    expect(late.body.title).toMatch(/^Dr Maëlle KERVADEC a enregistré cette lettre le \d\d\/\d\d\/\d{4} à \d\d:\d\d\.$/)
    const both = await Promise.all(
      ['a', 'b'].map((text) =>
        desk.call('PUT', `/letters/${letter.id}`, inRecord('p2'), { version: 2, sections: { results: text } }),
      ),
    )
    expect(both.map((answer) => answer.status).sort()).toEqual([200, 409])
  })

  it('refuses what is not a letter: unknown section, wrong mailbox, too many recipients', async () => {
    await desk.arrive('p3')
    const letter = await desk.newLetter('p3')
    for (const body of [
      { version: 1, sections: { diagnosis: 'x' } },
      { version: 1, recipients: [{ family: 'X', mailbox: 'not an address' }] },
      { version: 1, recipients: Array.from({ length: 31 }, () => ({ family: 'X' })) },
      { version: 1, sections: { reason: 'x'.repeat(30_001) } },
      { sections: { reason: 'x' } },
    ]) {
      expect((await desk.call<Problem>('PUT', `/letters/${letter.id}`, inRecord('p3'), body)).status).toBe(400)
    }
  })

  it('is seen before it is validated, as a draft', async () => {
    await desk.arrive('p4')
    const letter = await desk.newLetter('p4')
    const { bytes, headers } = await desk.bytesOf(`/letters/${letter.id}/preview`, inRecord('p4'))
    expect(headers.get('content-type')).toBe('application/pdf')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(checkPdfA(bytes)).toEqual([])
  })

  it('says what is missing, and nothing is kept when it is validated all the same', async () => {
    await desk.arrive('p5')
    const letter = await desk.newLetter('p5')
    const { body: emptied } = await desk.call<LetterView>('PUT', `/letters/${letter.id}`, inRecord('p5'), {
      version: 1,
      sections: { treatments: ' ', results: 'Résultat 漢' },
    })
    expect(emptied.obstacles).toEqual([
      'La section « Actes et résultats d’examens » contient des caractères qui ne peuvent pas être imprimés : 漢',
      'La section « Traitements à la sortie » est à remplir.',
    ])
    expect(await desk.validate(emptied)).toMatchObject({ status: 422, body: { code: 'LETTER.INCOMPLETE' } })
    expect(await desk.bench.collection('documents').countDocuments({ patientId: 'p5' })).toBe(0)
  })
})

describe('who may do what', () => {
  it('a secretary prepares the letter of the physician of the stay, who validates it', async () => {
    await desk.arrive('s1')
    const secretary: DeskActor = {
      id: 'account-secretary',
      name: 'Anne MORVAN',
      family: 'MORVAN',
      given: 'Anne',
      idNat: '3220000020/SEC0001',
      profession: '331',
      specialty: { code: '331', system: '1.2.250.1.213.1.6.1.107' },
      permissions: ['document.read', 'document.write'],
    }
    const letter = await desk.newLetter('s1', {}, secretary)
    expect(letter.author).toMatchObject({ idNat: '810100000008', family: 'KERVADEC' })
    expect((await desk.validate(letter, secretary)).status).toBe(403)
    const withRight = { ...secretary, permissions: [...secretary.permissions!, 'document.validate' as const] }
    expect(await desk.validate(letter, withRight)).toMatchObject({
      status: 403,
      body: { code: 'LETTER.NOT_A_PROFESSIONAL' },
    })
    const { body: document } = await desk.validate(letter)
    expect(document).toMatchObject({ author: { idNat: '810100000008' }, validator: { idNat: '810100000008' } })
  })

  it('nobody reads or writes in a record that they have not opened', async () => {
    await desk.arrive('a1')
    const letter = await desk.newLetter('a1')
    const elsewhere = inRecord('v1')
    expect((await desk.call('POST', '/patients/a1/letters', elsewhere, { stayNumber: 'a1' })).status).toBe(403)
    for (const path of [`/letters/${letter.id}`, `/letters/${letter.id}/preview`, '/patients/a1/documents']) {
      expect((await desk.call('GET', path, elsewhere)).status).toBe(403)
    }
    expect((await desk.call('PUT', `/letters/${letter.id}`, elsewhere, { version: 1 })).status).toBe(403)
    expect((await desk.call('POST', `/letters/${letter.id}/validate`, elsewhere, { version: 1 })).status).toBe(403)
    expect(
      (await desk.call('GET', `/letters/${letter.id}`, inRecord('a1', { establishment: '330000030' }))).status,
    ).toBe(404)
  })

  it('a letter needs a known patient and a stay of that patient', async () => {
    await desk.arrive('a2')
    const create = (patientId: string, stayNumber: string): Promise<{ status: number; body: Problem }> =>
      desk.call('POST', `/patients/${patientId}/letters`, inRecord(patientId), { stayNumber })
    expect(await create('nobody', 'a2')).toMatchObject({ status: 404, body: { code: 'PATIENT.UNKNOWN' } })
    expect(await create('a2', 'v1')).toMatchObject({ status: 404, body: { code: 'STAY.UNKNOWN' } })
  })

  it('readings, downloads and validations are in the audit trail, with the INS when it was shown', async () => {
    await desk.arrive('t1')
    const letter = await desk.newLetter('t1')
    await desk.call('GET', `/letters/${letter.id}`, inRecord('t1'))
    const { body: document } = await desk.validate(letter)
    await desk.bytesOf(`/documents/${document.id}/content?form=pdf`, inRecord('t1'))
    await eventually(() => {
      const actions = desk.traces
        .filter((trace) => trace.data.patientId === 't1')
        .map(({ data }) => [data.action, data.ins])
      expect(actions).toEqual([
        ['letter.create', false],
        ['letter.read', false],
        ['document.validate', true],
        ['document.download', true],
      ])
    })
  })
})

describe('the lists', () => {
  it('show the letters that await me or my unit, by name, unit and state', async () => {
    const traits = { ...PatientChanged.example.traits, birthName: 'LE GUEN', firstBirthGivenName: 'ODETTE' }
    await desk.arrive('w1', { traits })
    const letter = await desk.newLetter('w1')
    const find = async (query: string, actor: DeskActor = {}): Promise<LetterSummary[]> =>
      (await desk.call<Page<LetterSummary>>('GET', `/letters?${query}`, actor)).body.items
    const [found] = await find('author=me&q=leguen')
    expect(found).toMatchObject({
      id: letter.id,
      patientName: 'LE GUEN ODETTE',
      unit: { code: '6268' },
      state: 'draft',
    })
    const colleague: DeskActor = { id: 'other', name: 'Dr Autre', idNat: '810100000032', units: ['6268'] }
    expect(await find('author=me&q=le guen', colleague)).toEqual([])
    expect(await find('author=all&unit=6268&q=ODETTE', colleague)).toHaveLength(1)
    expect(await find('author=all&q=leguen', { ...colleague, units: ['7000'] })).toEqual([])
    const inRecordOf = inRecord('w1', { ...colleague, units: ['7000'] })
    expect(await find('author=all&patientId=w1', inRecordOf)).toHaveLength(1)
    expect(await find('state=validated&q=leguen')).toEqual([])
    await desk.call('POST', `/letters/${letter.id}/abandon`, inRecord('w1'), { version: 1 })
    expect(await find('q=leguen')).toEqual([])
    expect(await find('state=abandoned&q=leguen')).toHaveLength(1)
  })

  it('of the documents of a record are searched, filtered, sorted and paged', async () => {
    await desk.arrive('l1')
    for (let turn = 0; turn < 3; turn += 1) await desk.validate(await desk.newLetter('l1'))
    const find = async (query: string): Promise<Page<DocumentView>> =>
      (await desk.call<Page<DocumentView>>('GET', `/patients/l1/documents?${query}`, inRecord('l1'))).body
    const newest = await find('size=2')
    expect(newest).toMatchObject({ total: 3, page: 1, size: 2 })
    expect(newest.items.map((item) => item.validatedAt)).toEqual(
      newest.items
        .map((item) => item.validatedAt)
        .sort()
        .reverse(),
    )
    expect((await find('sort=validatedAt')).items.map((item) => item.id)).toEqual(
      (await find('')).items.map((item) => item.id).reverse(),
    )
    expect((await find('q=liaison kervadec')).total).toBe(3)
    expect((await find('q=imagerie')).total).toBe(0)
    expect((await find('type=11490-0')).total).toBe(3)
    expect((await find('type=34112-3')).total).toBe(0)
  })
})
