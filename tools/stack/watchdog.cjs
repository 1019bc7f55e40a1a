// Ends what a launcher started when the launcher is no more, however it died. It reads commands on its standard input, one JSON
// line each: {"add":pid,"stage":n}, {"remove":pid}, {"unlink":path}, {"keep":path}, {"done":true}. The end of the input without
// "done" means that the launcher was killed: stages are ended one after the other, gently then by force. Plain Node, no dependency.
const fs = require('node:fs')
const GRACE_MS = 6000
const children = new Map()
const files = new Set()
let done = false

const alive = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
const signal = (pid, name) => {
  // The children lead a process group of their own: what they started ends with them.
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, name)
    } catch {
      // already gone
    }
  }
}

async function end() {
  for (const file of files) fs.rmSync(file, { force: true })
  for (const stage of [...new Set(children.values())].sort((a, b) => a - b)) {
    const pids = [...children].filter(([, of]) => of === stage).map(([pid]) => pid)
    for (const pid of pids) signal(pid, 'SIGTERM')
    const deadline = Date.now() + GRACE_MS
    while (pids.some(alive) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50))
    for (const pid of pids.filter(alive)) signal(pid, 'SIGKILL')
  }
  process.exit(0)
}

function obey(line) {
  const command = JSON.parse(line)
  if (command.add) children.set(command.add, command.stage ?? 0)
  if (command.remove) children.delete(command.remove)
  if (command.unlink) files.add(command.unlink)
  if (command.keep) files.delete(command.keep)
  if (command.done) done = true
}

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => {})
let rest = ''
process.stdin.setEncoding('utf8')
process.stdin.on('data', (text) => {
  const lines = (rest + text).split('\n')
  rest = lines.pop() ?? ''
  for (const line of lines) if (line) obey(line)
})
process.stdin.on('error', () => {})
process.stdin.on('close', () => (done ? process.exit(0) : void end()))
