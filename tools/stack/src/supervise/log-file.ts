import fs from 'node:fs'
import { dirname } from 'node:path'

const LARGEST_BYTES = 50 * 1024 * 1024

/** A child's log: the child writes to it by itself, so that it neither waits for the launcher nor fails with it. */
export class LogFile {
  constructor(readonly path: string) {
    fs.mkdirSync(dirname(path), { recursive: true })
    this.rotate(1)
  }

  /** A descriptor in append mode: the file may be cut behind it. */
  open(): number {
    return fs.openSync(this.path, 'a')
  }

  /** Keeps the previous content once, beside, when the file has more than `limit` bytes. */
  rotate(limit = LARGEST_BYTES): void {
    if (!fs.existsSync(this.path) || fs.statSync(this.path).size < limit) return
    fs.copyFileSync(this.path, `${this.path}.1`)
    fs.truncateSync(this.path)
  }

  /** The last lines, for a message to a person. */
  tail(lines: number): string {
    if (!fs.existsSync(this.path)) return ''
    const size = fs.statSync(this.path).size
    const length = Math.min(size, 8_192)
    const buffer = Buffer.alloc(length)
    const file = fs.openSync(this.path, 'r')
    fs.readSync(file, buffer, 0, length, size - length)
    fs.closeSync(file)
    return buffer.toString('utf8').trim().split('\n').slice(-lines).join('\n')
  }
}
