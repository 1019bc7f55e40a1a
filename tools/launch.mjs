// The one entry of `npm start`, `npm run demo | check | produce | evidence | bench` and `npm test`: checks Node, installs what is missing,
// builds what changed, then hands over to the compiled tool. Plain Node, no dependency: it runs on a fresh clone.
// What it tells goes to the standard error, so that a tool's standard output stays its own.
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { say, fail } from './launch/say.mjs'
import { checkNode } from './launch/node-version.mjs'
import { install } from './launch/install.mjs'
import { build } from './launch/build.mjs'
import { test } from './launch/test.mjs'

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const TOOLS = {
  start: 'demo',
  demo: 'demo',
  check: 'check',
  produce: 'produce',
  evidence: 'evidence',
  bench: 'bench',
}

async function main() {
  const [name = '', ...rest] = process.argv.slice(2)
  checkNode()
  const known = [...Object.keys(TOOLS), 'test', 'build']
  if (!known.includes(name)) fail(`Commande inconnue : « ${name} ». Commandes : ${known.join(', ')}.`)
  // Files to judge are named from where the person stands, everything else from the root of the clone.
  process.env.ANAMNESE_CALLED_FROM ??= process.env.INIT_CWD ?? process.cwd()
  process.chdir(ROOT)
  await install(ROOT)
  const offline = name === 'check' || name === 'produce'
  await build(ROOT, { services: !offline, web: !offline })
  if (name === 'build') return
  if (name === 'test') {
    process.exitCode = await test(ROOT, rest)
    return
  }
  const main = path.join(ROOT, 'tools', TOOLS[name], 'dist', 'main.js')
  // In this process: one number to know, and Ctrl-C or a kill meets the program that can stop what it started.
  process.argv = [process.argv[0], main, ...(TOOLS[name] === 'demo' ? [name] : []), ...rest]
  await import(pathToFileURL(main).href)
}

main().catch((error) => {
  say(error?.stack ?? String(error))
  process.exitCode = 1
})
