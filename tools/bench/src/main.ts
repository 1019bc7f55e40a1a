import path from 'node:path'
import { runBench } from './command'

runBench(process.argv.slice(2), path.resolve(__dirname, '../../..')).then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  },
)
