import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { DocumentEntry, ReadIti41 } from '@anamnese/interop-xds'

/** One document of the registry. */
export interface StoredDocument {
  entryUuid: string
  status: 'Approved' | 'Deprecated'
  receivedAt: string
  /** number of the submission that brought it */
  submission: number
  entry: DocumentEntry
}

const MAX_IN_MEMORY = 500

/**
 * Documents and requests received. With a folder, everything is written there and found again at the next start; without
 * one, the last ones are kept in memory.
 */
export class DocumentStore {
  private readonly documents = new Map<string, StoredDocument>()
  private readonly bytes = new Map<string, Buffer>()
  private submissions = 0

  constructor(private readonly folder: string | undefined) {
    if (folder === undefined) return
    mkdirSync(folder, { recursive: true })
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
      const document = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as StoredDocument
      this.documents.set(document.entry.uniqueId, document)
      this.submissions = Math.max(this.submissions, document.submission)
    }
  }

  find(uniqueId: string): StoredDocument | undefined {
    return this.documents.get(uniqueId)
  }

  findByEntryUuid(entryUuid: string): StoredDocument | undefined {
    return [...this.documents.values()].find((document) => document.entryUuid === entryUuid)
  }

  list(): StoredDocument[] {
    return [...this.documents.values()]
  }

  content(uniqueId: string): Buffer | undefined {
    return this.read(`${uniqueId}.xml`)
  }

  /** The HTTP request of a submission, as received. */
  request(submission: number): Buffer | undefined {
    return this.read(`submission-${submission}.mime`)
  }

  /** Keeps a submission whole; entries that it replaces become obsolete. */
  add({ submission, documents }: ReadIti41, raw: Buffer, at: Date, replaced: readonly StoredDocument[]): void {
    this.submissions += 1
    this.write(`submission-${this.submissions}.mime`, raw)
    for (const document of replaced) this.keep({ ...document, status: 'Deprecated' })
    for (const entry of submission.documents) {
      const content = documents.find(({ id }) => id === entry.id)
      if (content !== undefined) this.write(`${entry.uniqueId}.xml`, content.bytes)
      this.keep({
        entryUuid: entry.id.startsWith('urn:uuid:') ? entry.id : `urn:uuid:${randomUUID()}`,
        status: 'Approved',
        receivedAt: at.toISOString(),
        submission: this.submissions,
        entry,
      })
    }
  }

  private keep(document: StoredDocument): void {
    this.documents.set(document.entry.uniqueId, document)
    if (this.folder !== undefined)
      writeFileSync(path.join(this.folder, `${document.entry.uniqueId}.json`), JSON.stringify(document, null, 2))
  }

  private write(name: string, bytes: Buffer): void {
    if (this.folder !== undefined) {
      writeFileSync(path.join(this.folder, name), bytes)
      return
    }
    this.bytes.set(name, bytes)
    const [oldest] = this.bytes.keys()
    if (this.bytes.size > MAX_IN_MEMORY && oldest !== undefined) this.bytes.delete(oldest)
  }

  private read(name: string): Buffer | undefined {
    if (this.folder === undefined) return this.bytes.get(name)
    // Names are OIDs or numbers: nothing that leaves the folder.
    if (!/^[\w.-]+$/.test(name)) return undefined
    try {
      return readFileSync(path.join(this.folder, name))
    } catch {
      return undefined
    }
  }
}
