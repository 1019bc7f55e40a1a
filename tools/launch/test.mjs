import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { say } from './say.mjs'

/** From the quickest to the slowest; the browser tests have the machine for themselves. */
const PROJECTS = [
  { name: 'unit', title: 'tests unitaires', args: [] },
  { name: 'integration', title: "tests d'intégration (MongoDB et Kafka réels)", args: [] },
  { name: 'e2e', title: 'tests dans le navigateur, sur le produit entier', args: ['--runInBand'] },
]

function jest(root, args) {
  return new Promise((resolve, reject) => {
    const program = path.join(root, 'node_modules', 'jest', 'bin', 'jest.js')
    const child = spawn(process.execPath, ['--experimental-vm-modules', '--no-warnings', program, ...args], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, FORCE_COLOR: process.env.FORCE_COLOR ?? (process.stderr.isTTY ? '1' : '0') },
    })
    child.once('error', reject)
    child.once('close', resolve)
  })
}

/** A run that ended without its report, or that ran nothing, counts as one failure: silence is not success. */
function count(file, code) {
  if (!fs.existsSync(file)) return { passed: 0, failed: 1, skipped: 0 }
  const report = JSON.parse(fs.readFileSync(file, 'utf8'))
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/** Runs every project, or those of `--only=unit,integration`; other arguments go to Jest. Ends with one line of counts. */
export async function test(root, args) {
  const only = args
    .find((arg) => arg.startsWith('--only='))
    ?.slice('--only='.length)
    .split(',')
  const rest = args.filter((arg) => !arg.startsWith('--only='))
  const folder = path.join(root, 'var', 'test-reports')
  fs.rmSync(folder, { recursive: true, force: true })
  fs.mkdirSync(folder, { recursive: true })
  const total = { passed: 0, failed: 0, skipped: 0 }
  for (const { name, title, args: own } of PROJECTS) {
    if (only && !only.includes(name)) continue
    say(title)
    const report = path.join(folder, `${name}.json`)
    const options = [...own, '--passWithNoTests', '--json', `--outputFile=${report}`, '--silent=false']
    const code = await jest(root, [...rest, '--selectProjects', name, ...options])
    const found = count(report, code)
    for (const key of Object.keys(total)) total[key] += found[key]
    say(`${title} : ${found.passed} réussis, ${found.failed} en échec, ${found.skipped} non joués`)
  }
  if (total.passed + total.failed === 0) total.failed = 1
  process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`)
  return total.failed === 0 ? 0 : 1
}
