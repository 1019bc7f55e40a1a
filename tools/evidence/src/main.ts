import path from 'node:path'
import { runEvidence } from './command'

runEvidence(process.argv.slice(2), path.resolve(__dirname, '../../..')).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(2)
  },
)
