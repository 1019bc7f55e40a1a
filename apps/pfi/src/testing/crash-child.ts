// The process that the crash test kills: the real service, which kills itself the first time that CRASH_AT is reached.
import { MllpClient } from '@anamnese/interop-mllp'
import { SoapClient } from '@anamnese/interop-soap'
import { GridFsBlobStore } from '@anamnese/platform-blobs'
import { Mongo } from '@anamnese/platform-mongo'
import { startService } from '@anamnese/platform-service'
import { definition } from '../definition'
import { MllpDoor } from '../inbox/mllp-door'
import { MssChannel } from '../mss/mss-channel'

type Method = (...args: unknown[]) => Promise<unknown>

const target = process.env['CRASH_AT']

function reach(point: string): void {
  if (point === target) process.kill(process.pid, 'SIGKILL')
}

/** Surrounds a method with two crash points, named by how many times it was called. */
function surround(
  prototype: object,
  name: string,
  before: (call: number) => string,
  after: (call: number) => string,
): void {
  const methods = prototype as Record<string, Method>
  const original = methods[name]
  if (original === undefined) throw new Error(`there is no method ${name}`)
  let calls = 0
  methods[name] = async function (this: unknown, ...args: unknown[]): Promise<unknown> {
    calls += 1
    const call = calls
    reach(before(call))
    const result = await original.apply(this, args)
    reach(after(call))
    return result
  }
}

const nowhere = (): string => 'nowhere'
surround(GridFsBlobStore.prototype, 'put', nowhere, () => 'before the reception is committed')
surround(
  Mongo.prototype,
  'transaction',
  (call) => (call === 2 ? 'before the result is committed' : 'nowhere'),
  (call) => (call === 1 ? 'before the acknowledgement' : 'after the result is committed'),
)
surround(
  SoapClient.prototype,
  'call',
  () => 'before the DMP is called',
  () => 'after the DMP answered',
)
surround(
  MssChannel.prototype,
  'deliver',
  () => 'before the mail',
  () => 'after the mail',
)
surround(
  MllpClient.prototype,
  'send',
  () => 'before the ZAM',
  () => 'after the DPI acknowledged the ZAM',
)

void startService(definition).then(({ app }) => {
  process.stdout.write(`${app.get(MllpDoor).address?.port ?? 0}\n`)
})
