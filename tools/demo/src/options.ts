import { parseArgs } from 'node:util'
import type { Infra } from '@anamnese/tool-stack'

export interface DemoOptions {
  command: 'start' | 'demo'
  infra?: Infra | undefined
  json: boolean
  /** Folder of what went over the wires. */
  out?: string | undefined
  /** Starts without playing. */
  quiet: boolean
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
    out: values.out,
    quiet: values['no-play'],
  }
}
