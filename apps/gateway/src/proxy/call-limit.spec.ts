import type { Request, Response } from 'express'
import type { GatewayConfig } from '../gateway.config'
import { CallLimit } from './call-limit'

test('a caller beyond the limit is told to wait, without disturbing another', () => {
  const limit = new CallLimit({ API_CALLS_PER_MINUTE: 2 } as GatewayConfig)
  const call = (ip: string): unknown => {
    let error: unknown
    limit.handle({ ip } as Request, {} as Response, (given?: unknown) => {
      error = given
    })
    return error
  }
  expect([call('a'), call('a'), call('b')]).toEqual([undefined, undefined, undefined])
  expect(call('a')).toMatchObject({ status: 429, code: 'API.TOO_MANY_CALLS' })
  expect(call('b')).toBeUndefined()
})
