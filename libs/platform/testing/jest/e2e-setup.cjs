// Browser tests drive the whole product: the one that ANAMNESE_RUN describes, else the one that runs in this clone, else one that is
// started for them on a fresh folder of its own. ANAMNESE_RUN then names its run.json for the tests.
const { spawn } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')

const ROOT = path.resolve(__dirname, '../../../..')
const READY_MS = 240_000

/** True when the launcher that wrote the file still lives. */
function isRunning(file) {
  try {
    process.kill(JSON.parse(fs.readFileSync(file, 'utf8')).pids.launcher, 0)
    return true
  } catch {
    return false
  }
}

function start(folder) {
  const program = path.join(ROOT, 'tools/demo/dist/main.js')
  const child = spawn(process.execPath, [program, 'start', '--no-play'], {
    cwd: ROOT,
    env: { ...process.env, ANAMNESE_VAR: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  return new Promise((resolve, reject) => {
    let said = ''
    const timer = setTimeout(() => {
      child.kill('SIGTERM')
      reject(new Error(`le produit n'est pas prêt après ${READY_MS / 1000} s\n${said}`))
    }, READY_MS)
    child.stderr.on('data', (chunk) => {
      said = (said + chunk).slice(-4_000)
      if (!said.includes('hôpital de démonstration :')) return
      clearTimeout(timer)
      child.stderr.removeAllListeners('data')
      child.stderr.resume()
      resolve(child)
    })
    child.once('exit', (code) => {
      clearTimeout(timer)
      reject(new Error(`le produit n'a pas démarré (code ${code})\n${said}`))
    })
  })
}

module.exports = async () => {
  const given = process.env.ANAMNESE_RUN ?? path.join(ROOT, 'var', 'run.json')
  if (isRunning(given)) {
    process.env.ANAMNESE_RUN = given
    return
  }
  const folder = path.join(ROOT, 'var', 'e2e')
  fs.rmSync(folder, { recursive: true, force: true })
  globalThis.anamneseE2e = await start(folder)
  process.env.ANAMNESE_RUN = path.join(folder, 'run.json')
}
