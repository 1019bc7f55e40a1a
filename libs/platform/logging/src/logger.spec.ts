import { createLogger, withCorrelation } from './index'

function capture(write: (log: ReturnType<typeof createLogger>) => void): Record<string, unknown> {
  let line = ''
  write(createLogger('essai', 'info', { write: (text) => void (line = text) }))
  return JSON.parse(line) as Record<string, unknown>
}

describe('logging', () => {
  it('replaces the value of a sensitive name wherever it stands', () => {
    const line = capture((log) => {
      log.info({ request: { authorization: 'Bearer abc' }, patient: { traits: { birthName: 'CORSE' } } }, 'essai')
    })
    expect(JSON.stringify(line)).not.toMatch(/abc|CORSE/)
  })

  it('carries the correlation of the work that it logs', () => {
    const line = capture((log) => {
      withCorrelation({ correlationId: 'c-1' }, () => {
        log.info('essai')
      })
    })
    expect(line).toMatchObject({ service: 'essai', level: 'info', correlationId: 'c-1' })
  })

  it('does not log the document that a duplicate key error shows', () => {
    const line = capture((log) => {
      log.error(
        { err: new Error('E11000 duplicate key error index: ins_1 dup key: { ins: "279035121518989" }') },
        'essai',
      )
    })
    expect(JSON.stringify(line)).not.toContain('279035121518989')
  })
})
