// The process that the crash test kills: the real service, which kills itself the first time that CRASH_AT is reached.
import { GridFsBlobStore } from '@anamnese/platform-blobs'
import { Outbox } from '@anamnese/platform-messaging'
import { Mongo } from '@anamnese/platform-mongo'
import { startService } from '@anamnese/platform-service'
import { definition } from '../definition'

type Method = (...args: unknown[]) => Promise<unknown>

const target = process.env['CRASH_AT']
let blobs = 0

function after(prototype: object, name: string, reached: (args: unknown[]) => string | undefined): void {
  const methods = prototype as Record<string, Method>
  const original = methods[name]
  if (original === undefined) throw new Error(`the platform has no method ${name}`)
  methods[name] = async function (this: unknown, ...args: unknown[]): Promise<unknown> {
    const result = await original.apply(this, args)
    if (target !== undefined && reached(args) === target) process.kill(process.pid, 'SIGKILL')
    return result
  }
}

after(GridFsBlobStore.prototype, 'put', () => {
  blobs += 1
  return blobs === 1 ? 'between the two blobs' : 'after the blobs'
})
after(Outbox.prototype, 'append', ([, event]) =>
  (event as { type: string }).type.includes('document.validated') ? 'before the commit' : undefined,
)
after(Mongo.prototype, 'transaction', () => (blobs > 1 ? 'after the commit' : undefined))

void startService(definition).then(({ url }) => process.stdout.write(`${url}\n`))
