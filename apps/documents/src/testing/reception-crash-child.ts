// The process that the crash test of the receiving door kills: the real service, which kills itself the first time that CRASH_AT is reached.
import { NO_ANTIVIRUS } from '@anamnese/platform-antivirus'
import { GridFsBlobStore } from '@anamnese/platform-blobs'
import { Outbox } from '@anamnese/platform-messaging'
import { Mongo } from '@anamnese/platform-mongo'
import { startService } from '@anamnese/platform-service'
import { definition } from '../definition'
import { ArrivalRepository } from '../receiving/arrival.repository'

type Method = (...args: unknown[]) => Promise<unknown>

const target = process.env['CRASH_AT']
let [blobs, told] = [0, 0]

function after(owner: object, name: string, reached: (args: unknown[]) => string | undefined): void {
  const methods = owner as Record<string, Method>
  const original = methods[name]
  if (original === undefined) throw new Error(`nothing is called ${name}`)
  methods[name] = async function (this: unknown, ...args: unknown[]): Promise<unknown> {
    const result = await original.apply(this, args)
    if (target !== undefined && reached(args) === target) process.kill(process.pid, 'SIGKILL')
    return result
  }
}

after(GridFsBlobStore.prototype, 'put', () => {
  blobs += 1
  return blobs === 1 ? 'the bytes are kept' : 'the PDF is kept'
})
after(ArrivalRepository.prototype, 'insert', () => 'the arrival is kept')
after(ArrivalRepository.prototype, 'claim', () => (blobs > 0 ? 'the examination begins' : undefined))
after(NO_ANTIVIRUS, 'scan', () => 'the bytes are scanned')
after(Outbox.prototype, 'append', ([, event]) => {
  if (!(event as { type: string }).type.includes('document.received')) return undefined
  told += 1
  return 'the commit is near'
})
after(Mongo.prototype, 'transaction', () => (told > 0 ? 'the commit is done' : undefined))

void startService(definition).then(({ url }) => process.stdout.write(`${url}\n`))
