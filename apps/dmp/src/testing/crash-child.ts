// The process that the crash test kills: the real service, which kills itself the first time that CRASH_AT is reached.
import { MllpClient } from '@anamnese/interop-mllp'
import { Outbox } from '@anamnese/platform-messaging'
import { Mongo } from '@anamnese/platform-mongo'
import { ZamDoor } from '@anamnese/platform-pfi-link'
import { startService } from '@anamnese/platform-service'
import { definition } from '../definition'

type Method = (...args: unknown[]) => Promise<unknown>

const target = process.env['CRASH_AT']
let answered = false
let zamTold = false

function around(
  prototype: object,
  name: string,
  before: () => string | undefined,
  after: (args: unknown[]) => string | undefined,
): void {
  const methods = prototype as Record<string, Method>
  const original = methods[name]
  if (original === undefined) throw new Error(`there is no method ${name}`)
  const crash = (point: string | undefined): void => {
    if (target !== undefined && point === target) process.kill(process.pid, 'SIGKILL')
  }
  methods[name] = async function (this: unknown, ...args: unknown[]): Promise<unknown> {
    crash(before())
    const result = await original.apply(this, args)
    crash(after(args))
    return result
  }
}

around(
  MllpClient.prototype,
  'send',
  () => 'before the wire',
  () => {
    answered = true
    return 'before the answer is kept'
  },
)
around(
  ZamDoor.prototype,
  'receive',
  () => 'before the ZAM is kept',
  () => undefined,
)
around(
  Outbox.prototype,
  'append',
  () => undefined,
  ([, event]) => {
    zamTold ||= (event as { type: string }).type.includes('acknowledgement')
    return undefined
  },
)
around(
  Mongo.prototype,
  'transaction',
  () => undefined,
  () => (zamTold ? 'before the ZAM is acknowledged' : answered ? 'after the answer is kept' : undefined),
)

void startService(definition).then(({ app, url }) => {
  process.stdout.write(`${JSON.stringify({ url, door: app.get(ZamDoor).address })}\n`)
})
