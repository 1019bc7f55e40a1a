import { runCheck } from './command'

void runCheck(process.argv.slice(2)).then((code) => {
  process.exitCode = code
})
