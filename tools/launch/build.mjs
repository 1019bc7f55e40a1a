import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { run } from './run.mjs'
import { fail, say } from './say.mjs'

const IGNORED = new Set(['node_modules', 'dist', 'var', '.git', '.nx', 'coverage', 'docs', 'docker'])

/** The latest change of a source file below the folders given, in milliseconds. */
function latestChange(folders) {
  let latest = 0
  for (const folder of folders) {
    for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
      if (IGNORED.has(entry.name)) continue
      const place = path.join(folder, entry.name)
      // A folder's own time tells removed files.
      latest = Math.max(latest, fs.statSync(place).mtimeMs)
      if (entry.isDirectory()) latest = Math.max(latest, latestChange([place]))
    }
  }
  return latest
}

function stampOf(root) {
  const sources = ['apps', 'libs', 'tools'].map((folder) => path.join(root, folder))
  const own = ['package-lock.json', 'tsconfig.base.json', 'tsconfig.json'].map((file) => path.join(root, file))
  return Math.max(latestChange(sources), ...own.map((file) => fs.statSync(file).mtimeMs))
}

async function step(title, program, args, options) {
  say(title)
  const { code, output } = await run(program, args, options)
  if (code !== 0) fail(`${output.trim().split('\n').slice(-40).join('\n')}\nLa construction a échoué (${title}).`)
}

async function web(root) {
  const app = path.join(root, 'apps', 'web')
  if (!fs.existsSync(path.join(app, 'vite.config.ts'))) return
  const built = path.join(app, 'dist', 'index.html')
  const change = latestChange([app])
  if (fs.existsSync(built) && fs.statSync(built).mtimeMs > change) return
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  await step('construction de l’interface', process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: app })
}

/** Compiles what changed since the last build, then bundles the services and the interface. Nothing changed: no compiler is started. */
export async function build(root, { services, web: withWeb }) {
  const stamp = stampOf(root)
  const compiled = path.join(root, 'var', 'build', 'compiled')
  const done = (file) => fs.existsSync(file) && Number(fs.readFileSync(file, 'utf8')) === stamp
  const mark = (file) => {
    fs.mkdirSync(path.dirname(file), { recursive: true })
    fs.writeFileSync(file, String(stamp))
  }
  if (!done(compiled)) {
    const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc')
    await step('construction des services et des outils', process.execPath, [tsc, '-b'], { cwd: root })
    mark(compiled)
  }
  const both = []
  if (services) {
    const bundled = path.join(root, 'var', 'build', 'bundled')
    if (!done(bundled)) {
      both.push(
        import(pathToFileURL(path.join(root, 'tools', 'launch', 'bundle.mjs')).href)
          .then(({ bundleServices }) => bundleServices(root))
          .then(() => mark(bundled)),
      )
    }
  }
  if (withWeb) both.push(web(root))
  await Promise.all(both)
}
