import path from 'node:path'
import { parseArgs } from 'node:util'
import type { ServiceName } from '@anamnese/contracts'
import { SERVICES, type Infra } from '@anamnese/tool-stack'

export interface DemoOptions {
  command: 'start' | 'demo'
  infra?: Infra | undefined
  json: boolean
  /** Folder of what went over the wires. */
  out?: string | undefined
  /** Starts and loads the hospital without playing the main job. */
  quiet: boolean
  services?: ServiceName[] | undefined
}

const INFRAS = ['external', 'native', 'docker']

export function readOptions(argv: string[]): DemoOptions {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      infra: { type: 'string' },
      json: { type: 'boolean', default: false },
      out: { type: 'string' },
      services: { type: 'string' },
      'no-play': { type: 'boolean', default: false },
    },
  })
  if (values.infra !== undefined && !INFRAS.includes(values.infra)) {
    throw new Error(`--infra vaut ${INFRAS.join(', ')} ; « ${values.infra} » est inconnu.`)
  }
  return {
    command: positionals[0] === 'demo' ? 'demo' : 'start',
    infra: values.infra as Infra | undefined,
    json: values.json,
    out: values.out === undefined ? undefined : path.resolve(process.env['ANAMNESE_CALLED_FROM'] ?? '.', values.out),
    quiet: values['no-play'],
    services: values.services?.split(',').map(serviceName),
  }
}

function serviceName(text: string): ServiceName {
  const found = SERVICES.find((name) => name === text)
  if (found === undefined) throw new Error(`--services : « ${text} » est inconnu (${SERVICES.join(', ')}).`)
  return found
}
