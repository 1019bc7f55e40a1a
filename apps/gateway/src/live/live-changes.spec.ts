import { DocumentReceived } from '@anamnese/contracts'
import { broadcastOf } from './live-changes'

describe('a document that arrived', () => {
  it('is told to the screens of its record once it is in one, without health data', () => {
    const { establishment, documentId, patientId } = DocumentReceived.example
    expect(broadcastOf(DocumentReceived.type, DocumentReceived.example)).toEqual({
      change: { kind: 'document', id: documentId, patientId },
      establishment,
      needs: 'document.read',
    })
  })

  it('is told to nobody while it is in no record', () => {
    const { patientId: _patientId, documentId: _documentId, ...waiting } = DocumentReceived.example
    expect(broadcastOf(DocumentReceived.type, { ...waiting, state: 'to-attach' })).toBeUndefined()
  })
})
