// Writes docs/configuration.md: every variable of every service, read from the configuration classes with TypeScript's own parser.
// `--check` changes nothing and fails when the page is not what would be written.
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
const FILE = path.join(ROOT, 'docs', 'configuration.md')

/** Configuration classes of a source file: name, parent, variables. */
function classesOf(file) {
  const source = ts.createSourceFile(file, fs.readFileSync(file, 'utf8'), ts.ScriptTarget.ES2023, true)
  return source.statements.filter(ts.isClassDeclaration).flatMap((node) => {
    const variables = node.members.filter(ts.isPropertyDeclaration).map((member) => variableOf(member, source))
    const parent = node.heritageClauses?.[0]?.types[0]?.expression.getText(source)
    return variables.length === 0 ? [] : [{ name: node.name?.text ?? '', parent, variables }]
  })
}

function variableOf(member, source) {
  const comment = ts.getJSDocCommentsAndTags(member)[0]?.comment
  const message = /message: '((?:[^'\\]|\\.)*)'/.exec(
    (ts.getDecorators(member) ?? []).map((one) => one.getText(source)).join(' '),
  )?.[1]
  const optional = member.questionToken !== undefined
  const byDefault = member.initializer
    ?.getText(source)
    .replaceAll("'", '')
    .replace(/(?<=\d)_(?=\d)/g, '')
  const need = optional ? 'optional' : byDefault === undefined ? '**required**' : ''
  return {
    name: member.name.getText(source),
    default: need === '' ? (byDefault === '' || byDefault === '[]' ? 'empty' : `\`${byDefault}\``) : need,
    what: [typeof comment === 'string' ? comment : undefined, message?.replaceAll("\\'", "'")]
      .filter(Boolean)
      .join(' — '),
  }
}

function table(variables) {
  const rows = variables.map(
    (one) => `| \`${one.name}\` | ${one.default} | ${one.what.replaceAll('\n', ' ').replaceAll('|', '\\|')} |`,
  )
  return ['| Variable | Default | What |', '|---|---|---|', ...rows].join('\n')
}

function* configFiles() {
  for (const folder of ['libs/platform', 'apps']) {
    for (const name of fs.readdirSync(path.join(ROOT, folder)).sort()) {
      const sources = path.join(ROOT, folder, name, 'src')
      if (!fs.existsSync(sources)) continue
      for (const file of fs.readdirSync(sources).sort())
        if (/config\.ts$/.test(file)) yield [folder, name, path.join(sources, file)]
    }
  }
}

const sections = [...configFiles()].flatMap(([folder, name, file]) =>
  classesOf(file)
    .filter(({ name: own }) => own.endsWith('Config'))
    .map(({ name: own, parent, variables }) => {
      const title =
        folder === 'apps' ? `Service \`${name}\`` : own === 'ServiceConfig' ? 'Every service' : `Shared: \`${own}\``
      const also = parent !== undefined && parent !== 'ServiceConfig' ? `\nAnd those of \`${parent}\`.\n` : ''
      return `## ${title}\n${also}\n${table(variables)}\n`
    }),
)

const text = `# Configuration

Written from the configuration classes by \`npm run docs\`. A service that finds a variable missing or wrong does not start, and says
which. \`X_FILE\` gives the value of \`X\` by the path of a file: the way secrets and certificates (PEM) are mounted. What a
variable should be is said in French, as the services say it.

${sections.join('\n')}`

const current = fs.existsSync(FILE) ? fs.readFileSync(FILE, 'utf8') : ''
if (process.argv.includes('--check')) {
  if (current !== text) {
    console.error('docs/configuration.md is out of date: run "npm run docs".')
    process.exit(1)
  }
} else fs.writeFileSync(FILE, text)
