import type { LetterView } from '@anamnese/contracts'
import { initialState, isSaved, type LetterAction, type LetterState, reduceLetter, shownLetter } from './letter-state'

const letter: LetterView = {
  id: 'l1',
  patientId: 'p1',
  stayNumber: '9000001',
  version: 3,
  state: 'draft',
  type: { code: '11490-0', system: '2.16.840.1.113883.6.1' },
  title: 'Lettre de liaison à la sortie',
  data: {},
  sections: {
    reason: 'Douleur thoracique',
    summary: '',
    results: '',
    allergies: '',
    treatments: '',
    stoppedTreatments: '',
    followUp: '',
  },
  recipients: [],
  confidentiality: 'N',
  blockDmp: false,
  maskedToProfessionals: false,
  invisibleToPatient: false,
  invisibleToRepresentatives: false,
  author: {
    idNat: '8',
    family: 'KERVADEC',
    given: 'MAËLLE',
    specialty: { code: 'G15_10/SM04', system: 'x' },
    structure: { idNat: '1', name: 'CH' },
  },
  savedAt: '2026-11-23T10:00:00Z',
  savedBy: 'Dr Maëlle KERVADEC',
  obstacles: [],
  consequences: [],
}

const play = (...actions: LetterAction[]): LetterState => actions.reduce(reduceLetter, initialState(letter))

describe('a letter that is saved as one types', () => {
  it('shows what is typed at once and keeps the other sections', () => {
    const state = play(
      { type: 'edit', edits: { sections: { summary: 'SCA' } } },
      { type: 'edit', edits: { sections: { treatments: 'Aspirine' } } },
    )
    expect(shownLetter(state).sections).toMatchObject({
      reason: 'Douleur thoracique',
      summary: 'SCA',
      treatments: 'Aspirine',
    })
    expect(isSaved(state)).toBe(false)
  })

  it('keeps what is typed while a save is on its way', () => {
    const state = play(
      { type: 'edit', edits: { sections: { summary: 'SCA' } } },
      { type: 'save-started' },
      { type: 'edit', edits: { sections: { summary: 'SCA ST+' } } },
      { type: 'saved', letter: { ...letter, version: 4, sections: { ...letter.sections, summary: 'SCA' } } },
    )
    expect(shownLetter(state).sections.summary).toBe('SCA ST+')
    expect(state.base.version).toBe(4)
    expect(isSaved(state)).toBe(false)
  })

  it('loses nothing when a save fails: what was sent is to be saved again, under what was typed since', () => {
    const state = play(
      { type: 'edit', edits: { sections: { summary: 'SCA', reason: 'Douleur' } } },
      { type: 'save-started' },
      { type: 'edit', edits: { sections: { summary: 'SCA ST+' } } },
      { type: 'save-failed', error: new Error('réseau') },
    )
    expect(state.edits.sections).toEqual({ summary: 'SCA ST+', reason: 'Douleur' })
  })

  it('becomes read-only when someone else saved meanwhile, showing theirs and keeping mine', () => {
    const theirs = {
      ...letter,
      version: 4,
      savedBy: 'Yann LE GOFF',
      sections: { ...letter.sections, summary: 'Autre' },
    }
    const state = play(
      { type: 'edit', edits: { sections: { summary: 'SCA' } } },
      { type: 'save-started' },
      { type: 'conflicted', latest: theirs },
    )
    expect(state.conflict?.by).toBe('Yann LE GOFF')
    expect(shownLetter(state).sections.summary).toBe('Autre')
    const mine = reduceLetter(state, { type: 'taken-over', keepMine: true })
    expect(shownLetter(mine).sections.summary).toBe('SCA')
    const dropped = reduceLetter(state, { type: 'taken-over', keepMine: false })
    expect(shownLetter(dropped).sections.summary).toBe('Autre')
  })

  it('takes a newer version silently when nothing was typed', () => {
    const state = play({ type: 'refreshed', letter: { ...letter, version: 5, title: 'Nouveau titre' } })
    expect(state.base.version).toBe(5)
    expect(state.conflict).toBeUndefined()
  })

  it('does not take its own save on its way for someone else’s', () => {
    const state = play(
      { type: 'edit', edits: { blockDmp: true } },
      { type: 'save-started' },
      { type: 'refreshed', letter: { ...letter, version: 4, blockDmp: true } },
    )
    expect(state.conflict).toBeUndefined()
  })
})
