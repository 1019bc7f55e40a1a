// The process that the crash test kills: runs the tally service, and kills itself the first time that CRASH_AT is reached.
import { EventProcessor, OutboxRelay } from '@anamnese/platform-messaging'
import { startService } from '@anamnese/platform-service'
import { crashPoint, tallyService } from './tally'

type Method = (...args: unknown[]) => Promise<unknown>

const target = process.env['CRASH_AT']

crashPoint.at = (point) => {
  if (point === target) process.kill(process.pid, 'SIGKILL')
}

/** Surrounds a method of the platform with two crash points. */
function surround(prototype: object, name: string, before: string, after: string): void {
  const methods = prototype as Record<string, Method>
  const original = methods[name]
  if (original === undefined) throw new Error(`the platform has no method ${name}`)
  methods[name] = async function (this: unknown, ...args: unknown[]): Promise<unknown> {
    crashPoint.at(before)
    const result = await original.apply(this, args)
    crashPoint.at(after)
    return result
  }
}

surround(OutboxRelay.prototype, 'publish', 'before the publication', 'after the publication')
surround(OutboxRelay.prototype, 'publishChanges', 'when the relay wakes', 'after the resume point')
surround(EventProcessor.prototype, 'process', 'before the handling', 'before the offset')

void startService(tallyService).then(({ url }) => process.stdout.write(`${url}\n`))
