import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildSearchByCard, buildSearchByTraits } from '@anamnese/interop-insi'
import { createTestAuthority } from '@anamnese/interop-test-pki'
import { startInsiSimulator } from './simulator'

/** A Python that has zeep: `ANAMNESE_PYTHON`, or the one of the system. */
const PYTHON = process.env['ANAMNESE_PYTHON'] ?? 'python3'
const WSDL = path.join(
  process.env['ANAMNESE_FIXTURES'] ?? path.resolve(__dirname, '../../../../../shared/fixtures'),
  'insi/wsdl/DESIR_ICIR_EXP_1.5.0.wsdl',
)

function obstacle(): string | undefined {
  if (!existsSync(WSDL)) return `${WSDL} is absent`
  const hasZeep = spawnSync(PYTHON, ['-c', 'import zeep']).status === 0
  return hasZeep ? undefined : 'no Python with zeep (pip install zeep; ANAMNESE_PYTHON names it)'
}

interface Answers {
  answers: { result?: Record<string, unknown>; fault?: string }[]
  read: Record<string, unknown>[]
}

const why = obstacle()
const describeZeep = why === undefined ? describe : describe.skip

describeZeep(`INSi by zeep, from the published WSDL${why === undefined ? '' : ` (skipped: ${why})`}`, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'zeep-'))
  afterAll(() => {
    rmSync(folder, { recursive: true })
  })

  it('is understood both ways: its calls by the simulator, the answers and our requests by it', async () => {
    const authority = createTestAuthority()
    const server = authority.issue({ subject: [['CN', 'insi']], use: 'server', hosts: ['localhost'] })
    const own = authority.issue({
      subject: [
        ['OU', '1220000020'],
        ['CN', 'INSI-AUTO'],
      ],
      use: 'client',
    })
    const simulator = await startInsiSimulator({
      tls: { key: server.key, cert: server.certificate, clientCa: authority.certificate },
      idams: ['IDAM-1'],
    })
    const file = (name: string, content: string): string => {
      const place = path.join(folder, name)
      writeFileSync(place, content)
      return place
    }
    const traits = { Sexe: 'F', DateNaissance: '1979-03-28' }
    const operation = 'rechercherInsAvecTraitsIdentite'
    const asked = {
      wsdl: WSDL,
      url: simulator.url,
      certificate: file('own.pem', own.certificate),
      key: file('own.key.pem', own.key),
      authority: file('ca.pem', authority.certificate),
      idam: 'IDAM-1',
      emitter: '1220000020',
      calls: [
        { operation, arguments: { NomNaissance: 'PAT-TROIS', Prenom: ['DOMINIQUE'], ...traits } },
        { operation, arguments: { NomNaissance: 'INCONNU', Prenom: ['DOMINIQUE'], ...traits } },
        {
          operation: 'rechercherInsAvecCarteVitale',
          arguments: { MatriculeIndividu: { NumIdentifiant: '180032B020401', Cle: '23' }, DateNaissance: '1980-03-02' },
        },
      ],
      bodies: [
        buildSearchByTraits({
          birthName: 'CORSE',
          givenNames: ['ANTHONY', 'JEAN'],
          sex: 'M',
          birthDate: '1980-03-02',
          birthPlaceCode: '2B020',
        }),
        buildSearchByCard({ insuredMatricule: '279035121518989', birthDate: '2019-31-42', birthRank: '1' }),
      ],
    }
    const peer = spawn(PYTHON, [path.resolve(__dirname, '../test/zeep_client.py')])
    const out: Buffer[] = []
    const errors: Buffer[] = []
    peer.stdout.on('data', (part: Buffer) => out.push(part))
    peer.stderr.on('data', (part: Buffer) => errors.push(part))
    peer.stdin.end(JSON.stringify(asked))
    const [code] = (await once(peer, 'close')) as [number]
    await simulator.close()
    expect(Buffer.concat(errors).toString('utf8')).toBe('')
    expect(code).toBe(0)
    const { answers, read } = JSON.parse(Buffer.concat(out).toString('utf8')) as Answers
    expect(answers[0]?.result).toMatchObject({
      CR: { CodeCR: '00' },
      INDIVIDU: {
        INSACTIF: { IdIndividu: { NumIdentifiant: '2790351215189', Cle: '89' }, OID: '1.2.250.1.213.1.4.10' },
        TIQ: { NomNaissance: 'PAT-TROIS', LieuNaissance: '51215' },
      },
    })
    expect(answers[1]?.result).toMatchObject({ CR: { CodeCR: '01' }, INDIVIDU: null })
    expect(answers[2]?.result).toMatchObject({ INDIVIDU: { TIQ: { NomNaissance: 'CORSE' } } })
    expect(read[0]).toMatchObject({ NomNaissance: 'CORSE', Prenom: ['ANTHONY', 'JEAN'], LieuNaissance: '2B020' })
    expect(read[1]).toMatchObject({
      MatriculeOD: { NumIdentifiant: '2790351215189', Cle: '89' },
      DateNaissance: '2019-31-42',
      RangNaissance: '1',
    })
  }, 60_000)
})
