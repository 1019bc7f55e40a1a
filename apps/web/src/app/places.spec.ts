import { paths } from './paths'
import { placesFor, startOf } from './places'

describe('the places that a person may open', () => {
  it('starts a clinician in the ward', () => {
    expect(startOf(['patient.read', 'document.read', 'document.write', 'document.validate'])).toBe(paths.wards)
  })

  it('starts an identity officer in the identities to qualify and a security officer in the administration', () => {
    expect(startOf(['patient.read', 'identity.write'])).toBe(paths.identities)
    expect(startOf(['audit.read'])).toBe(paths.administration)
  })

  it('shows nothing that the permissions do not open', () => {
    expect(placesFor(['indicator.read']).map((place) => place.key)).toEqual(['indicators'])
    expect(startOf([])).toBe(paths.patients)
  })

  it('does not show sendings to an administrator, who may not read documents', () => {
    expect(placesFor(['admin', 'exchange.manage']).map((place) => place.key)).toEqual(['administration'])
    expect(placesFor(['document.read', 'exchange.manage']).map((place) => place.key)).toEqual(['ward', 'sendings'])
  })
})
