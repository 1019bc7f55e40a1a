import { TrailRecorded } from '@anamnese/contracts'
import { Hl7Message, readAck } from '@anamnese/interop-hl7v2'
import { MllpClient } from '@anamnese/interop-mllp'
import { eventually, TestBench } from '@anamnese/platform-testing'
import { definition } from '../definition'
import { PamDoor } from '../pam/pam-door'
import { a28, a40, ipp, MATRICULE } from '../test/messages'

const msh = (event: string, id: string) =>
  `MSH|^~\\&|BIO|220000012|DPI|220000020|20260302081500||QBP^${event}^QBP_Q21|${id}|D|2.5|||||FRA|UNICODE UTF-8`

describe('questions of other systems, at the door of the messages', () => {
  let bench: TestBench
  let client: MllpClient
  let counter = 0

  beforeAll(async () => {
    bench = await TestBench.create(['dpi.identity.patient.v1', 'dpi.audit.trail.v1', 'dpi.identity.dead-letter.v1'])
    const service = await bench.start(definition, {
      INS_TEST_OIDS: 'true',
      QUERY_DOMAINS: 'LABO&1.2.3&ISO',
      QUERIES_PER_MINUTE: '60',
    })
    client = new MllpClient(service.app.get(PamDoor).address!)
    const family = (name: string, given: string): string => `${name}^${given}^${given}^^^^L`
    await say(a28({ ipp: 'Q1', more: ['L1^^^LABO&1.2.3&ISO^PI'] }))
    await say(a28({ ipp: 'Q2', ins: null, names: family('PAT-QUATRE', 'CAMILLE'), reliability: 'PROV' }))
    for (let n = 10; n < 35; n++) {
      await say(a28({ ipp: `N${String(n)}`, ins: null, names: family('NOMBREUX', `P${String.fromCharCode(55 + n)}`) }))
    }
    await say(a28({ ipp: 'M1', ins: null, names: family('FUSION', 'A') }))
    await say(a28({ ipp: 'M2', ins: null, names: family('FUSION', 'A') }))
    await say(a40('M1', { ipp: 'M2', ins: null, names: family('FUSION', 'A') }))
  }, 60_000)
  afterAll(async () => {
    client.close()
    await bench.close()
  }, 30_000)

  const say = async (text: string): Promise<void> => {
    const ack = readAck(Hl7Message.parse(await client.send(Buffer.from(text))))
    if (ack.code !== 'AA') throw new Error(JSON.stringify(ack))
  }
  const ask = async (event: string, qpd: string, more: string[] = [], from = client): Promise<Hl7Message> => {
    const lines = [msh(event, `QR${String(++counter)}`), qpd, event === 'Q22' ? 'RCP|I|10^RD' : 'RCP|I', ...more]
    return Hl7Message.parse(await from.send(Buffer.from(lines.join('\r'))))
  }
  const pdq = (criteria: string, domains = '', more: string[] = []): Promise<Hl7Message> =>
    ask('Q22', `QPD|IHE PDQ Query|T1|${criteria}|||||${domains}`, more)
  const pix = (id: string, domains = ''): Promise<Hl7Message> => ask('Q23', `QPD|IHE PIX Query|T1|${id}|${domains}`)

  it('a patient is found by name, birth date, beginning of name; the INS of a qualified identity goes with it', async () => {
    for (const criteria of [
      '@PID.5.1.1^PAT-TROIS~@PID.7^19790328',
      '@PID.5.1^Pat tr*',
      '@PID.3.1^Q1',
      `@PID.3.1^${MATRICULE}~@PID.3.5^INS`,
    ]) {
      const found = await pdq(criteria)
      expect([found.get('MSA-1'), found.get('QAK-2'), found.get('QAK-4')]).toEqual(['AA', 'OK', '1'])
      expect(found.get('PID-3')).toBe('Q1')
      expect(
        found
          .first('PID')
          ?.repetitions(3)
          .some((id) => id.get() === MATRICULE && id.get(5) === 'INS'),
      ).toBe(true)
      expect(found.get('PID-5')).toBe('PAT-TROIS')
      expect(found.get('PID-32')).toBe('VALI')
    }
    const provisional = await pdq('@PID.5.1.1^PAT-QUATRE')
    expect(provisional.get('PID-32')).toBe('PROV')
    expect((await pdq('@PID.5.1.1^PAT-TR')).get('QAK-2')).toBe('NF')
  })

  it('identifiers are those of the domains asked for', async () => {
    const labo = await pdq('@PID.5.1^PAT*', '^^^LABO&1.2.3&ISO')
    expect(labo.all('PID').map((pid) => pid.repetitions(3).map((id) => id.get()))).toEqual([['L1']])
    const unknown = await pdq('@PID.5.1^PAT*', '^^^GAM&220000012&M~^^^AILLEURS')
    expect([unknown.get('MSA-1'), unknown.get('QAK-2')]).toEqual(['AE', 'AE'])
    expect(readAck(unknown).errors[0]).toMatchObject({ location: 'QPD-8(2).4', code: '204' })
  })

  it('a long answer goes on where it stopped, until nothing remains', async () => {
    const seen: string[] = []
    let next: string[] = []
    for (let page = 0; page < 5; page++) {
      const found = await pdq('@PID.5.1^NOMBREUX', '', next)
      seen.push(...found.all('PID').map((pid) => pid.get(3) ?? ''))
      expect(found.get('QAK-4')).toBe('25')
      const pointer = found.get('DSC-1')
      if (pointer === undefined) break
      next = [`DSC|${pointer}|I`]
    }
    expect(seen).toHaveLength(25)
    expect(new Set(seen).size).toBe(25)
  })

  it('a question that would bring everybody is refused, with what is needed', async () => {
    const found = await pdq('@PID.8^F')
    expect(found.get('MSA-1')).toBe('AE')
    expect(readAck(found).errors[0]?.text).toContain('trop large')
  })

  it('PIX gives the other identifiers, of a merged patient those of the record that is kept', async () => {
    const found = await pix(ipp('Q1'))
    expect(found.type.structure).toBe('RSP_K23')
    expect(
      found
        .first('PID')
        ?.repetitions(3)
        .map((id) => id.get()),
    ).toEqual(['L1', MATRICULE])
    expect(found.get('PID-5')).toBe(' ')
    expect((await pix('L1^^^LABO&1.2.3&ISO^PI', '^^^GAM&220000012&M')).get('PID-3')).toBe('Q1')
    expect((await pix(ipp('M1'))).get('PID-3')).toBe('M2')
    expect((await pix(ipp('Q2'))).get('QAK-2')).toBe('NF')
    const nobody = await pix(ipp('INCONNU'))
    expect(readAck(nobody)).toMatchObject({ code: 'AE', errors: [{ location: 'QPD-3.1', code: '204' }] })
    expect(readAck(await pix('1^^^AILLEURS^PI')).errors[0]?.location).toBe('QPD-3.4')
  })

  it('each patient shown is traced, with who asked', async () => {
    const trails = await bench.collect(TrailRecorded)
    await pdq('@PID.5.1.1^PAT-TROIS')
    await eventually(() => {
      const trail = trails.find((event) => (event.data as { action: string }).action === 'patient.query')
      expect(trail?.data).toMatchObject({ partner: 'BIO', ins: true, purpose: 'automatic' })
    })
  })

  it('too many questions in a minute are put off', async () => {
    let last: Hl7Message | undefined
    for (let n = 0; n < 61; n++) last = await pdq('@PID.5.1^PERSONNE')
    expect(readAck(last!)).toMatchObject({ code: 'AR', errors: [{ code: '207' }] })
  })
})
