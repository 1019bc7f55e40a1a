import fs from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import yauzl from 'yauzl'

/** Extracts the members for which `target` names a place below `folder` (undefined leaves the member out). */
export function unzip(
  archive: string,
  folder: string,
  target: (member: string) => string | undefined,
): Promise<number> {
  return new Promise((resolve, reject) => {
    yauzl.open(archive, { lazyEntries: true }, (error, zip) => {
      if (error) {
        reject(error)
        return
      }
      let extracted = 0
      zip.on('error', reject)
      zip.on('end', () => {
        resolve(extracted)
      })
      zip.on('entry', (entry: yauzl.Entry) => {
        const place = entry.fileName.endsWith('/') ? undefined : target(entry.fileName)
        if (place === undefined) {
          zip.readEntry()
          return
        }
        const file = path.join(folder, place)
        fs.mkdirSync(path.dirname(file), { recursive: true })
        zip.openReadStream(entry, (openError, stream) => {
          if (openError) {
            reject(openError)
            return
          }
          pipeline(stream, fs.createWriteStream(file)).then(() => {
            extracted++
            zip.readEntry()
          }, reject)
        })
      })
      zip.readEntry()
    })
  })
}
