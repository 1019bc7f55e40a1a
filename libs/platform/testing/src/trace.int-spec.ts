import { type ChildProcess, spawn } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { eventually } from './eventually'
import { TestBench } from './test-service'

interface Span {
  traceId: string
  name: string
}
interface Export {
  resourceSpans: { scopeSpans: { spans: Span[] }[] }[]
}

describe('the trace of a fact', () => {
  const spans: Span[] = []
  let bench: TestBench
  let collector: Server
  let child: ChildProcess | undefined

  beforeAll(async () => {
    bench = await TestBench.create(['dpi.identity.consent.v1', 'dpi.consent.dead-letter.v1'])
    collector = createServer((request, response) => {
      let body = ''
      request.on('data', (part: Buffer) => (body += part.toString()))
      request.on('end', () => {
        for (const { scopeSpans } of (JSON.parse(body) as Export).resourceSpans)
          for (const one of scopeSpans) spans.push(...one.spans)
        response.end('{}')
      })
    })
    await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve))
  })
  afterAll(async () => {
    child?.kill('SIGKILL')
    collector.close()
    await bench.close()
  })

  it('goes through HTTP, the outbox and Kafka to the handler of the event', async () => {
    const endpoint = `http://127.0.0.1:${String((collector.address() as AddressInfo).port)}`
    const env = {
      ...process.env,
      ...bench.environment,
      MONGODB_DATABASE: `${bench.database}_trace`,
      OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
      OTEL_BSP_SCHEDULE_DELAY: '200',
    }
    child = spawn(process.execPath, [path.resolve(__dirname, '../dist/crash/child.js')], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const url = await new Promise<string>((resolve) =>
      child?.stdout?.once('data', (line: Buffer) => resolve(line.toString().trim())),
    )
    const traceId = '0af7651916cd43dd8448eb211c80319c'
    const headers = { traceparent: `00-${traceId}-b7ad6b7169203331-01` }
    expect((await fetch(`${url}/tallies/t1`, { method: 'POST', headers })).status).toBe(204)
    await eventually(() => {
      const names = spans.filter((span) => span.traceId === traceId).map((span) => span.name)
      expect(names).toEqual(
        expect.arrayContaining(['HTTP POST', 'outbox.publish', 'event fr.anamnese.identity.consent.received.v1']),
      )
    }, 30_000)
  }, 60_000)
})
