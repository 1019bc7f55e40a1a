// Keeps the TypeScript project references of each package equal to what its sources import, and the root
// tsconfig.json equal to the list of packages. `--check` changes nothing and fails when something would change.
import fs from 'node:fs'
import path from 'node:path'

const check = process.argv.includes('--check')
const roots = ['apps', 'libs', 'tools']

function* packages(folder) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory() || ['node_modules', 'dist', 'src'].includes(entry.name)) continue
    const child = path.join(folder, entry.name)
    if (fs.existsSync(path.join(child, 'package.json')) && fs.existsSync(path.join(child, 'tsconfig.json'))) yield child
    else yield* packages(child)
  }
}

function* sources(folder) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const child = path.join(folder, entry.name)
    if (entry.isDirectory()) yield* sources(child)
    else if (/\.tsx?$/.test(entry.name)) yield child
  }
}

const all = roots
  .filter((root) => fs.existsSync(root))
  .flatMap((root) => [...packages(root)])
  .sort()
const folderOf = new Map(
  all.map((folder) => [JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')).name, folder]),
)
const stale = []

function write(file, config) {
  const text = JSON.stringify(config, null, 2) + '\n'
  if (fs.existsSync(file) && JSON.stringify(JSON.parse(fs.readFileSync(file, 'utf8'))) === JSON.stringify(config))
    return
  stale.push(file)
  if (!check) fs.writeFileSync(file, text)
}

for (const folder of all) {
  const imported = new Set()
  for (const file of sources(path.join(folder, 'src'))) {
    for (const [, name] of fs
      .readFileSync(file, 'utf8')
      .matchAll(/(?:from|import|require)\s*\(?\s*'(@anamnese\/[a-z0-9-]+)'/g)) {
      if (folderOf.get(name) !== folder) imported.add(name)
    }
  }
  const unknown = [...imported].filter((name) => !folderOf.has(name))
  if (unknown.length > 0)
    throw new Error(`${folder} imports ${unknown.join(', ')}, which no package of this workspace is called`)
  const file = path.join(folder, 'tsconfig.json')
  const config = JSON.parse(fs.readFileSync(file, 'utf8'))
  config.references = [...imported]
    .map((name) => ({ path: path.relative(folder, folderOf.get(name)) }))
    .sort((a, b) => a.path.localeCompare(b.path))
  write(file, config)
}
write('tsconfig.json', { files: [], references: all.map((folder) => ({ path: folder })) })

if (check && stale.length > 0) {
  console.error(`Project references are out of date in ${stale.join(', ')}: run "npm run sync".`)
  process.exit(1)
}
