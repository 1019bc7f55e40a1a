// Integration tests run on a real MongoDB and a real Kafka, started once per run by the same launcher as the product, or on those
// that MONGODB_URI and KAFKA_BROKERS name. The data folder belongs to the run: nothing of an earlier one is seen.
const fs = require('node:fs')
const path = require('node:path')

const ROOT = path.resolve(__dirname, '../../../..')

/** Folders of runs that were killed: their servers are dead with them. */
function removeLeftovers(parent) {
  for (const name of fs.existsSync(parent) ? fs.readdirSync(parent) : []) {
    try {
      process.kill(Number(name), 0)
    } catch {
      fs.rmSync(path.join(parent, name), { recursive: true, force: true })
    }
  }
}

module.exports = async () => {
  if (process.env.MONGODB_URI && process.env.KAFKA_BROKERS) return
  // By its path: no library depends on a tool, and the graph of packages is read from such lines.
  const { startServers } = require(path.join(ROOT, 'tools/stack/src/servers/start-servers'))
  const parent = path.join(ROOT, 'var', 'test-servers')
  removeLeftovers(parent)
  const dataDir = path.join(parent, String(process.pid))
  const servers = await startServers({ dataDir, log: (line) => process.stderr.write(`  ${line}\n`) })
  process.env.MONGODB_URI = servers.mongodbUri
  process.env.KAFKA_BROKERS = servers.kafkaBrokers
  globalThis.anamneseTestServers = { servers, dataDir }
}
