import fs from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'

/** The folder of one requirement: what was observed, and the pieces that show it. */
export class Proofs {
  readonly files: string[] = []
  private readonly observations: string[] = []

  /** @param root folder of the whole run; @param folder of this requirement, below it */
  constructor(
    private readonly root: string,
    private readonly folder: string,
  ) {}

  /** Says, in one French sentence, what was done or observed. */
  note(sentence: string): void {
    this.observations.push(`${new Date().toISOString()}  ${sentence}`)
  }

  file(name: string, content: string | Buffer): void {
    const place = path.join(this.folder, name)
    fs.mkdirSync(path.join(this.root, this.folder), { recursive: true })
    fs.writeFileSync(path.join(this.root, place), content)
    if (!this.files.includes(place)) this.files.push(place)
  }

  json(name: string, content: unknown): void {
    this.file(name, `${JSON.stringify(content, null, 2)}\n`)
  }

  /** A readable HL7 v2 message: one segment per line; the bytes are kept beside it. */
  message(name: string, bytes: Buffer): void {
    this.file(`${name}.hl7`, bytes)
    const lines = bytes.toString('utf8').split(/[\r\n]+/)
    this.file(`${name}.txt`, lines.map((line) => (line.length > 400 ? `${line.slice(0, 400)}…` : line)).join('\n'))
  }

  async screenshot(name: string, page: Page): Promise<void> {
    this.file(`${name}.png`, await page.screenshot({ fullPage: true }))
  }

  /** Writes what was observed; `error` is why it is not proven. */
  close(title: string, error?: string): void {
    const lines = [title, '', ...this.observations, ...(error === undefined ? [] : ['', `NON PROUVÉ : ${error}`]), '']
    this.file('observations.txt', lines.join('\n'))
  }
}
