import fs from 'node:fs'
import path from 'node:path'

/** What went over the wires, kept as files when a folder was asked for. */
export class Artefacts {
  constructor(readonly folder: string | undefined) {
    if (folder !== undefined) fs.mkdirSync(folder, { recursive: true })
  }

  keep(name: string, content: Buffer | string): void {
    if (this.folder !== undefined) fs.writeFileSync(path.join(this.folder, name), content)
  }
}
