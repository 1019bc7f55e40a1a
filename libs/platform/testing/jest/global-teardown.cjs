const fs = require('node:fs')

module.exports = async () => {
  const started = globalThis.anamneseTestServers
  if (!started) return
  await started.servers.stop()
  fs.rmSync(started.dataDir, { recursive: true, force: true })
}
