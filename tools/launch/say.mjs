const started = Date.now()

/** One line of progress, with the seconds since the command began. */
export function say(line) {
  process.stderr.write(`${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s  ${line}\n`)
}

/** Says why nothing more can be done, and ends. */
export function fail(line) {
  process.stderr.write(`${line}\n`)
  process.exit(2)
}
