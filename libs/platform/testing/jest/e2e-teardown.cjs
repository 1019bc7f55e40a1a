const { once } = require('node:events')

module.exports = async () => {
  const child = globalThis.anamneseE2e
  if (!child || child.exitCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}
