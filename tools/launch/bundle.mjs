// Bundles each service into one file: it loads several times faster than the thousands of files that it is made of.
// `node tools/launch/bundle.mjs [SERVICE…] [--standalone]` ; standalone: with the packages that stay outside the bundle beside it,
// as a container image needs them.
import fs from 'node:fs'
import path from 'node:path'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

/** Loaded from node_modules: they read files of their own, are large data, or are ECMAScript modules loaded when needed. */
const OUTSIDE = [
  'pdfkit', 'fontkit', 'dejavu-fonts-ttf', 'libxml2-wasm', 'swagger-ui-dist', 'zxing-wasm',
  '@etalab/decoupage-administratif', 'communes-historiques',
] // prettier-ignore
/** Optional dependencies of others, never installed here: their absence is handled by who asks for them. */
const ABSENT = [
  '@nestjs/websockets/*', '@nestjs/platform-socket.io', '@nestjs/platform-fastify', '@grpc/*', 'mqtt', 'nats', 'amqplib',
  'amqp-connection-manager', 'ioredis', 'kerberos', '@mongodb-js/zstd', 'mongodb-client-encryption', 'snappy', 'aws4',
  '@aws-sdk/*', 'gcp-metadata', 'socks', '@fastify/*', 'class-transformer/storage', 'pino-pretty',
] // prettier-ignore

/** What can be bundled: name → compiled entry. `create-topics` is the job that runs before the services. */
function entries(root) {
  const apps = path.join(root, 'apps')
  const services = fs.readdirSync(apps).map((name) => [name, path.join(apps, name, 'dist', 'main.js')])
  const job = ['create-topics', path.join(root, 'tools', 'stack', 'dist', 'create-topics.js')]
  return new Map([...services, job].filter(([, entry]) => fs.existsSync(entry)))
}

/** Names of the packages that the bundle still asks node_modules for. */
function packagesOf(metafile) {
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports)
  const names = imports
    .filter((one) => one.external && !one.path.startsWith('node:') && !one.path.startsWith('.'))
    .map((one) =>
      one.path
        .split('/')
        .slice(0, one.path.startsWith('@') ? 2 : 1)
        .join('/'),
    )
  return [...new Set(names)].filter((name) => OUTSIDE.includes(name))
}

async function bundle(esbuild, entry, folder, outside) {
  fs.rmSync(folder, { recursive: true, force: true })
  const { metafile } = await esbuild.build({
    entryPoints: [entry],
    outfile: path.join(folder, 'main.cjs'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    // Names of classes are part of what Nest injects by, and of what its messages say.
    keepNames: true,
    minifyWhitespace: true,
    minifySyntax: true,
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'none',
    external: [...outside, ...ABSENT],
    mainFields: ['main', 'module'],
    logLevel: 'error',
    metafile: true,
  })
  return { folder, outside: packagesOf(metafile) }
}

/** Copies packages and all that they depend on from node_modules to `<folder>/node_modules`. */
function copyPackages(root, folder, names) {
  const done = new Set()
  const copy = (name, from) => {
    const require = createRequire(path.join(from, 'package.json'))
    const place = require.resolve
      .paths(name)
      .map((base) => path.join(base, name))
      .find((one) => fs.existsSync(one))
    if (!place || done.has(place)) return
    done.add(place)
    const target = path.join(folder, path.relative(root, place))
    fs.cpSync(place, target, { recursive: true, dereference: true, filter: (file) => !file.endsWith('.map') })
    const { dependencies = {} } = JSON.parse(fs.readFileSync(path.join(place, 'package.json'), 'utf8'))
    for (const dependency of Object.keys(dependencies)) copy(dependency, place)
  }
  for (const name of names) copy(name, root)
}

/** Bundles all services, or those named; into `out` when one is named, else beside what the compiler made. */
export async function bundleServices(root, { only, standalone = false, out } = {}) {
  const esbuild = await import('esbuild')
  const all = entries(root)
  const names = only ?? [...all.keys()].filter((name) => name !== 'create-topics')
  const outside = OUTSIDE.flatMap((name) => [name, `${name}/*`])
  for (const name of names) {
    const entry = all.get(name)
    if (!entry) throw new Error(`${name} : rien de compilé à ce nom (${[...all.keys()].join(', ')})`)
    const folder = out ?? path.join(path.dirname(entry), 'bundle')
    const { outside: packages } = await bundle(esbuild, entry, folder, outside)
    if (standalone) copyPackages(root, folder, packages)
  }
  return names
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = path.resolve(path.dirname(process.argv[1]), '../..')
  // Folders are accepted too: Nx knows a project by its own.
  const only = process.argv
    .slice(2)
    .filter((arg) => !arg.startsWith('--'))
    .map((arg) => path.basename(arg))
  const out = process.argv.find((arg) => arg.startsWith('--out='))?.slice('--out='.length)
  const options = { standalone: process.argv.includes('--standalone'), ...(out ? { out: path.resolve(out) } : {}) }
  const names = await bundleServices(root, { ...options, ...(only.length > 0 ? { only } : {}) })
  process.stdout.write(`${names.join(', ')}\n`)
}
