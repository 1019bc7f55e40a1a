import { ApiError, problemOf, toApiError } from './problem'

describe('errors shown to people', () => {
  it('keeps the sentence, the code and the reference that the server gave', () => {
    const problem = problemOf(409, {
      type: 'about:blank',
      title: 'La lettre a été modifiée par le Dr KERVADEC à 10 h 42.',
      code: 'LETTER.CONFLICT',
      correlationId: 'c-1',
    })
    expect(problem).toEqual({
      type: 'about:blank',
      title: 'La lettre a été modifiée par le Dr KERVADEC à 10 h 42.',
      status: 409,
      code: 'LETTER.CONFLICT',
      correlationId: 'c-1',
    })
  })

  it('says in French what happened and what to do when the answer carries nothing', () => {
    const problem = problemOf(503, '<html>', 'c-2')
    expect(problem.title).toBe('Un service est momentanément arrêté.')
    expect(problem.detail).toBe('Réessayez dans quelques instants.')
    expect(problem.correlationId).toBe('c-2')
    expect(problem.code).toBe('HTTP.503')
  })

  it('names the network when nothing answered', () => {
    expect(problemOf(0, undefined).code).toBe('NETWORK.UNREACHABLE')
    expect(problemOf(0, undefined).detail).toContain('Ce que vous avez saisi est conservé')
  })

  it('gives each wrong field its line and ignores what is not one', () => {
    const problem = problemOf(400, { title: 'Non', errors: [{ field: 'reason', message: 'Trop court' }, 'x', {}] })
    expect(problem.errors).toEqual([{ field: 'reason', message: 'Trop court' }])
  })

  it('turns any thrown value into an error that can be shown', () => {
    const known = new ApiError(problemOf(404, undefined))
    expect(toApiError(known)).toBe(known)
    expect(toApiError(new TypeError('boom')).code).toBe('WEB.UNEXPECTED')
  })
})
