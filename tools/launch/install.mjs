import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { run } from './run.mjs'
import { fail, say } from './say.mjs'

/** Packages of `wanted` that `found` lacks or has in another version; those for other systems only do not count. */
function differs(wanted, found) {
  return Object.entries(wanted).some(([name, { version, optional, devOptional, link }]) => {
    if (!name.startsWith('node_modules/') || link || optional || devOptional) return false
    return found[name]?.version !== version
  })
}

function isInstalled(root, marker, hash) {
  if (fs.existsSync(marker) && fs.readFileSync(marker, 'utf8') === hash) return true
  const hidden = path.join(root, 'node_modules', '.package-lock.json')
  if (!fs.existsSync(hidden)) return false
  // Installed by hand: what npm wrote down says whether it is this lock file's.
  const read = (file) => JSON.parse(fs.readFileSync(file, 'utf8')).packages
  return !differs(read(path.join(root, 'package-lock.json')), read(hidden))
}

/** Installs the dependencies of package-lock.json, unless they are there already. */
export async function install(root) {
  const hash = createHash('sha256')
    .update(fs.readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex')
  const marker = path.join(root, 'node_modules', '.anamnese-installed')
  if (isInstalled(root, marker, hash)) {
    if (!fs.existsSync(marker)) fs.writeFileSync(marker, hash)
    return
  }
  say('installation des dépendances (npm ci) : une à trois minutes la première fois')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const tick = setInterval(() => say('installation des dépendances : en cours'), 15_000)
  const { code, output } = await run(npm, ['ci', '--no-audit', '--no-fund'], { cwd: root }).finally(() =>
    clearInterval(tick),
  )
  if (code !== 0) {
    const lines = output.trim().split('\n').slice(-15).join('\n')
    const hint = /ENOSPC/.test(output)
      ? 'Le disque est plein : libérer de la place puis relancer.'
      : 'Vérifier l’accès au registre npm (npm config get registry), puis relancer.'
    fail(`${lines}\nLes dépendances n'ont pas pu être installées. ${hint}`)
  }
  fs.writeFileSync(marker, hash)
  say('dépendances installées')
}
