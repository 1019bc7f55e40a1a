import { simpleParser } from 'mailparser'
import { buildMssMail } from './build-mail'
import type { MssMessage } from './message'

const message = (change: Partial<MssMessage> = {}): MssMessage => ({
  messageId: '0b6c1f@ch-argoat.mssante.example',
  date: new Date('2026-11-25T09:00:00Z'),
  from: { address: 'cardiologie.app@ch-argoat.mssante.example', name: 'Service de cardiologie - CH DE L’ARGOAT' },
  replyTo: { address: 'secretariat.cardiologie@ch-argoat.mssante.example' },
  to: [{ address: 'paul.tanguy@medecin.mssante.example' }],
  subject: {
    label: 'Lettre de liaison à la sortie',
    family: 'PAT-TROIS',
    given: 'DOMINIQUE',
    birthDate: '1979-03-28',
  },
  nil: '0000000',
  insQualified: true,
  archive: Buffer.from('PK archive'),
  documents: [
    {
      typeCode: '11490-0',
      pdf: {
        name: '20261125_Lettre de liaison à la sortie_PAT-TROIS_DOMINIQUE.pdf',
        bytes: Buffer.from('%PDF-1.4'),
      },
    },
  ],
  readReceipt: true,
  deliveryReceipt: true,
  ...change,
})

const text = async (change: Partial<MssMessage> = {}): Promise<string> =>
  (await buildMssMail(message(change))).raw.toString('latin1')

describe('a message with health documents', () => {
  it('has the subject, headers and attachments that the référentiel asks for', async () => {
    const { raw, envelope } = await buildMssMail(message())
    const mail = await simpleParser(raw)
    expect(mail.subject).toBe('XDM/1.0/DDM+Lettre de liaison à la sortie PAT-TROIS DOMINIQUE 28/03/1979')
    expect(mail.messageId).toBe('<0b6c1f@ch-argoat.mssante.example>')
    expect(mail.headers.get('x-mss-nil')).toBe('0000000')
    expect(mail.headers.get('x-mss-ins')).toBe('O')
    expect(mail.headers.get('x-mss-codecda')).toBe('11490-0')
    expect(mail.headers.has('x-mss-mes')).toBe(false)
    expect(mail.headers.get('disposition-notification-to')).toBeDefined()
    expect(mail.headers.get('return-receipt-to')).toBeDefined()
    expect(mail.replyTo?.value[0]?.address).toBe('secretariat.cardiologie@ch-argoat.mssante.example')
    expect(mail.text).toContain('Message généré automatiquement')
    expect(mail.text).toContain('secretariat.cardiologie@ch-argoat.mssante.example')
    expect(mail.attachments.map((a) => [a.filename, a.contentType])).toEqual([
      ['IHE_XDM.ZIP', 'application/zip'],
      ['20261125_Lettre de liaison à la sortie_PAT-TROIS_DOMINIQUE.pdf', 'application/pdf'],
    ])
    expect(mail.attachments[0]?.content.toString()).toBe('PK archive')
    expect(envelope).toEqual({
      from: 'cardiologie.app@ch-argoat.mssante.example',
      to: ['paul.tanguy@medecin.mssante.example'],
    })
  })

  it('has lines of CR LF and pure ASCII headers', async () => {
    const raw = await text()
    expect(raw.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    expect(raw.slice(0, raw.indexOf('\r\n\r\n'))).toMatch(/^[\x20-\x7e\r\n\t]*$/)
  })

  it('keeps the header names as the référentiel writes them', async () => {
    expect(await text()).toMatch(/^X-MSS-CODECDA: 11490-0\r$/m)
  })

  it('says that the INS is not qualified', async () => {
    expect(await text({ insQualified: false })).toMatch(/^X-MSS-INS: N\r$/m)
  })

  it('replaces an earlier message: subject, thread and sentence', async () => {
    const mail = await simpleParser((await buildMssMail(message({ replaces: 'ancien@ch-argoat.mssante.example' }))).raw)
    expect(mail.subject).toMatch(/^\[Annule et remplace\] XDM\/1\.0\/DDM\+/)
    expect(mail.inReplyTo).toBe('<ancien@ch-argoat.mssante.example>')
    expect(mail.references).toBe('<ancien@ch-argoat.mssante.example>')
    expect(mail.text).toContain('annule et remplace')
  })

  it.each([
    ['a label', { subject: { label: 'Lettre\r\nBcc: x@y.fr', family: 'A', given: 'B' } }],
    ['a family name', { subject: { label: 'Lettre', family: 'A\nBcc: x@y.fr', given: 'B' } }],
    ['the product reference', { nil: '0\r\nX-Autre: 1' }],
    ['a sender name', { from: { address: 'a@b.fr', name: 'x\r\nBcc: y@z.fr' } }],
    ['the message identifier', { messageId: 'a@b\r\nBcc: c@d.fr' }],
    ['a file name', { documents: [{ typeCode: '1', pdf: { name: 'a"\r\nX-Autre: 1.pdf', bytes: Buffer.alloc(0) } }] }],
    ['a document code', { documents: [{ typeCode: '1\r\nX: 2', pdf: { name: 'a.pdf', bytes: Buffer.alloc(0) } }] }],
  ])('refuses a line break in %s', async (_what, change) => {
    await expect(buildMssMail(message(change))).rejects.toMatchObject({ code: 'MSS.BAD_HEADER' })
  })

  it.each(['a@b.fr, c@d.fr', '<a@b.fr>', 'a@b.fr\r\nRCPT TO:<c@d.fr>', 'a b@c.fr', '@b.fr', 'a@b'])(
    'refuses the address %j',
    async (address) => {
      await expect(buildMssMail(message({ to: [{ address }] }))).rejects.toMatchObject({ code: 'MSS.BAD_ADDRESS' })
    },
  )

  it('is refused before sending when it is larger than the operator accepts, attachments encoded', async () => {
    const archive = Buffer.alloc(1_000_000)
    await expect(buildMssMail(message({ archive }), 1_300_000)).rejects.toMatchObject({ code: 'MSS.TOO_BIG' })
    await expect(buildMssMail(message({ archive }), 1_500_000)).resolves.toBeDefined()
  })

  it('never goes to a citizen without a qualified INS', async () => {
    const to = [{ address: '279035121518989@patient.mssante.fr' }]
    await expect(buildMssMail(message({ to, insQualified: false }))).rejects.toMatchObject({
      code: 'MSS.NOT_QUALIFIED',
    })
    expect((await buildMssMail(message({ to, noReply: true }))).raw.toString()).toMatch(/^X-MSS-MES: FIN\r$/m)
  })
})
