import type { IdentityStatus, Ins } from '@anamnese/domain-ins'
import type { IdentityTraits } from '@anamnese/domain-traits'
import type { IdentitySource, Patient } from '../patients/patient'
import { settle } from '../patients/settle'
import { withAttributes } from './change-attributes'
import { withSourceEnded, withSourceRestored } from './change-source'
import { withTraits } from './change-traits'

const TRAITS: IdentityTraits = {
  birthName: 'CORSE',
  firstBirthGivenName: 'ANTHONY',
  birthGivenNames: 'ANTHONY JEAN',
  birthDate: '1980-03-02',
  sex: 'M',
  birthPlaceCode: '2B020',
}
const INS: Ins = { matricule: '180032B02040123', oid: '1.2.250.1.213.1.4.10' }
const CARD = { type: 'CN', label: 'Carte nationale d’identité', highConfidence: true }
const LICENCE = { type: 'PC', label: 'Permis de conduire', highConfidence: false }
const AT = '2026-11-25T10:00:00.000Z'
const act = { at: AT, author: 'NOLWENN PRIGENT', reason: 'Vérification' }

const source = (id: string, part: Partial<IdentitySource>): IdentitySource => ({
  id,
  mode: 'MANUAL',
  traits: TRAITS,
  author: 'x',
  at: AT,
  active: true,
  ...part,
})
const INSI = source('insi', { mode: 'INSI', ins: INS })
const DOCUMENT = source('document', { proof: CARD })

function patient(...sources: IdentitySource[]): Patient {
  const base = {
    _id: 'p',
    establishment: '220000020',
    version: 3,
    attributes: [],
    traits: TRAITS,
    ipps: [],
    ippKeys: [],
    telecoms: [],
    sources: [source('typed', {}), ...sources],
    history: [],
    insHistory: [],
    createdAt: '2026-01-01T00:00:00.000Z',
    changedAt: AT,
  }
  return settle(base, undefined, act)
}
const OF: Readonly<Record<IdentityStatus, Patient>> = {
  PROVISOIRE: patient(),
  RECUPEREE: patient(INSI),
  VALIDEE: patient(DOCUMENT),
  QUALIFIEE: patient(INSI, DOCUMENT),
}
const other = { ...TRAITS, birthDate: '1980-03-03' }

describe('status of an identity that a person changes (RNIV EXI SI 07)', () => {
  it('starts from what its sources establish', () => {
    for (const [status, record] of Object.entries(OF)) expect(record.status).toBe(status)
  })

  it.each([
    ['PROVISOIRE', undefined, 'PROVISOIRE'],
    ['RECUPEREE', undefined, 'PROVISOIRE'],
    ['VALIDEE', undefined, 'PROVISOIRE'],
    ['QUALIFIEE', undefined, 'PROVISOIRE'],
    ['PROVISOIRE', CARD, 'VALIDEE'],
    ['RECUPEREE', CARD, 'VALIDEE'],
    ['VALIDEE', CARD, 'VALIDEE'],
    ['QUALIFIEE', CARD, 'VALIDEE'],
    ['QUALIFIEE', LICENCE, 'PROVISOIRE'],
  ] as const)('%s, strict trait changed with proof %j: %s', (from, proof, to) => {
    const after = withTraits(OF[from], { traits: other, ...(proof === undefined ? {} : { proof }) }, act)
    expect(after.status).toBe(to)
    expect(after.ins).toBeUndefined()
    expect(after.traits).toEqual(other)
    expect(after.pastTraits).toMatchObject([{ traits: TRAITS, until: AT, reason: 'Vérification' }])
  })

  it.each(['PROVISOIRE', 'RECUPEREE', 'VALIDEE', 'QUALIFIEE'] as const)(
    '%s keeps its status when used names change, or the first given name within its list',
    (status) => {
      const used = withTraits(OF[status], { traits: { ...TRAITS, usedName: 'DURAND' } }, act)
      expect(used).toMatchObject({ status, sources: OF[status].sources, traits: { usedName: 'DURAND' } })
      const first = withTraits(OF[status], { traits: { ...TRAITS, firstBirthGivenName: 'ANTHONY JEAN' } }, act)
      expect(first).toMatchObject({ status, traits: { firstBirthGivenName: 'ANTHONY JEAN' } })
      expect(first.ins).toEqual(OF[status].ins)
    },
  )

  it.each([
    ['QUALIFIEE', 'insi', 'VALIDEE'],
    ['QUALIFIEE', 'document', 'RECUPEREE'],
    ['RECUPEREE', 'insi', 'PROVISOIRE'],
    ['VALIDEE', 'document', 'PROVISOIRE'],
  ] as const)('%s whose source %s ends is %s, and comes back when that is undone', (from, id, to) => {
    const ended = withSourceEnded(OF[from], id, act)
    expect(ended.status).toBe(to)
    expect(ended.ins === undefined).toBe(to === 'VALIDEE' || to === 'PROVISOIRE')
    const back = withSourceRestored(ended, id, act)
    expect(back.status).toBe(from)
    expect(back.ins).toEqual(OF[from].ins)
    expect(back.sources).toEqual(OF[from].sources)
  })

  it.each(['RECUPEREE', 'VALIDEE', 'QUALIFIEE'] as const)(
    '%s that is doubtful or fictive is provisional, without INS',
    (from) => {
      for (const attribute of ['DOUTEUSE', 'FICTIVE'] as const) {
        const doubted = withAttributes(OF[from], [attribute], act)
        expect(doubted).toMatchObject({ status: 'PROVISOIRE', ownAttributes: [attribute] })
        expect(doubted.ins).toBeUndefined()
        expect(withAttributes(doubted, [], act).status).toBe('PROVISOIRE')
      }
      expect(withAttributes(OF[from], ['HOMONYME'], act).status).toBe(from)
    },
  )

  it('a source that a rule ended is not restored, nor one that says something else', () => {
    const doubted = withAttributes(OF.QUALIFIEE, ['DOUTEUSE'], act)
    expect(() => withSourceRestored(doubted, 'insi', act)).toThrow('SOURCE.ENDED_BY_RULE')
    const changed = withTraits(withSourceEnded(OF.VALIDEE, 'document', act), { traits: other }, act)
    expect(() => withSourceRestored(changed, 'document', act)).toThrow('SOURCE.CONTRADICTS')
    expect(() => withSourceEnded(OF.VALIDEE, 'nothing', act)).toThrow('SOURCE.UNKNOWN')
  })
})
