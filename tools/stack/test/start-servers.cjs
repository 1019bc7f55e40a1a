// Starts the servers as the product does, from the compiled library, in a process that a test can kill.
const { startServers } = require('../dist')

startServers({ infra: 'native', dataDir: process.argv[2] }).then(
  () => process.send('up'),
  (error) => process.send(String(error.message)),
)
