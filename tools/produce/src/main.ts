import { runProduce } from './command'

void runProduce(process.argv.slice(2)).then((code) => {
  process.exitCode = code
})
