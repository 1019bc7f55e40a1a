import { actionWords } from './audit-words'

describe('the audit trail in words', () => {
  it('says the object and the act, and keeps the code of what it does not know', () => {
    expect(actionWords('document.validate')).toBe('Document : validation')
    expect(actionWords('record.open')).toBe('Dossier : ouverture')
    expect(actionWords('blob.purge')).toBe('blob.purge')
  })
})
