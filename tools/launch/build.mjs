import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { run } from './run.mjs'
import { fail, say } from './say.mjs'

const IGNORED = new Set(['node_modules', 'dist', 'var', '.git', '.nx', 'coverage', 'docs', 'docker'])

/** Every source file below a folder, with its size and the time of its last change. */
function* sourceFiles(folder) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    if (IGNORED.has(entry.name)) continue
    const place = path.join(folder, entry.name)
    if (entry.isDirectory()) yield* sourceFiles(place)
    else yield describe(place)
  }
}

function describe(file) {
  const { size, mtimeMs } = fs.statSync(file)
  return `${file} ${size} ${mtimeMs}`
}

/** Changes when a source file is added, changed or removed; what a build writes does not count. */
function stampOf(root, folders, files) {
  const lines = [
    ...folders.flatMap((folder) => [...sourceFiles(path.join(root, folder))]),
    ...files.map((file) => describe(path.join(root, file))),
  ]
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex')
}

async function step(title, program, args, options) {
  say(title)
  const { code, output } = await run(program, args, options)
  if (code !== 0) fail(`${output.trim().split('\n').slice(-40).join('\n')}\nLa construction a échoué (${title}).`)
}

/** Does `work` unless it was done already for the same stamp. */
async function once(root, name, stamp, work) {
  const file = path.join(root, 'var', 'build', name)
  if (fs.existsSync(file) && fs.readFileSync(file, 'utf8') === stamp) return
  await work()
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, stamp)
}

async function web(root) {
  const app = path.join(root, 'apps', 'web')
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  await step('construction de l’interface', process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: app })
}

/** Compiles what changed since the last build, then bundles the services and the interface. Nothing changed: no compiler is started. */
export async function build(root, { services, web: withWeb }) {
  const own = ['package-lock.json', 'tsconfig.base.json', 'tsconfig.json']
  const stamp = stampOf(root, ['apps', 'libs', 'tools'], own)
  await once(root, 'compiled', stamp, () => {
    const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc')
    return step('construction des services et des outils', process.execPath, [tsc, '-b'], { cwd: root })
  })
  const bundles = async () => {
    say('assemblage des services')
    const { bundleServices } = await import('./bundle.mjs')
    await bundleServices(root)
  }
  // The interface is made of its own folder and of the types and rules that it shares with the services.
  const webStamp = stampOf(root, ['apps/web', 'libs/contracts', 'libs/domain'], own)
  await Promise.all([
    ...(services ? [once(root, 'bundled', stampOf(root, ['apps', 'libs'], own), bundles)] : []),
    ...(withWeb ? [once(root, 'web', webStamp, () => web(root))] : []),
  ])
}
