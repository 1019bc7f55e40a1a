import { Worker } from 'node:worker_threads'
import { DatamatrixError } from './datamatrix-error'

export interface PictureLimits {
  /** 6 MB by default: a photograph of a telephone */
  maxBytes: number
  /** 25 million pixels by default; known from the header, before anything is decoded */
  maxPixels: number
  timeoutMs: number
}

const LIMITS: PictureLimits = { maxBytes: 6_000_000, maxPixels: 25_000_000, timeoutMs: 15_000 }

/** What the worker does: the decoder is foreign code on foreign bytes, kept away from the event loop and stopped after a while. */
const PROGRAM = `
const { parentPort, workerData } = require('node:worker_threads')
const { readFileSync } = require('node:fs')
const { prepareZXingModule, readBarcodes } = require(workerData.library)
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(workerData.wasm)).buffer } })
readBarcodes(workerData.picture, { formats: ['DataMatrix'], tryHarder: true, maxNumberOfSymbols: 4 }).then(
  (found) => parentPort.postMessage(found.filter((one) => one.isValid).map((one) => one.bytes)),
  () => parentPort.postMessage([]),
)`

/**
 * The texts of the datamatrix codes seen on a picture (PNG or JPEG), as a scanner would type them. None is an answer too.
 *
 * @throws DatamatrixError `DATAMATRIX.IMAGE`, `DATAMATRIX.TIMEOUT`
 */
export async function readDatamatrixPicture(
  picture: Uint8Array,
  limits: Partial<PictureLimits> = {},
): Promise<string[]> {
  const { maxBytes, maxPixels, timeoutMs } = { ...LIMITS, ...limits }
  if (picture.length > maxBytes) throw imageError('L’image est trop volumineuse.')
  const size = pictureSize(picture)
  if (size === undefined) throw imageError('L’image n’est ni un PNG ni un JPEG.')
  if (size.width * size.height > maxPixels || size.width * size.height === 0)
    throw imageError('L’image a trop de points : la réduire, ou la reprendre de plus près.')
  const codes = await inTurn(() => decode(picture, timeoutMs))
  return codes.map((bytes) => Buffer.from(bytes).toString('latin1'))
}

/** A decoded picture takes a hundred megabytes: a few at a time, and not too many behind them. */
const AT_ONCE = 2
const WAITING = 20
let decoding = 0
const waiting: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (decoding >= AT_ONCE) {
    if (waiting.length >= WAITING)
      throw new DatamatrixError('DATAMATRIX.TIMEOUT', 'Trop d’images sont à lire en ce moment : recommencer.')
    // The turn is handed over by who ends: nobody can take it in between.
    await new Promise<void>((resolve) => waiting.push(resolve))
  } else decoding += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next === undefined) decoding -= 1
    else next()
  }
}

function decode(picture: Uint8Array, timeoutMs: number): Promise<Uint8Array[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(PROGRAM, {
      eval: true,
      workerData: {
        picture: new Uint8Array(picture),
        library: require.resolve('zxing-wasm/reader'),
        wasm: require.resolve('zxing-wasm/reader/zxing_reader.wasm'),
      },
    })
    const timer = setTimeout(() => {
      end(() => {
        reject(new DatamatrixError('DATAMATRIX.TIMEOUT', 'La lecture de l’image a pris trop de temps.'))
      })
    }, timeoutMs)
    const end = (settle: () => void): void => {
      clearTimeout(timer)
      void worker.terminate()
      settle()
    }
    worker.once('message', (codes: Uint8Array[]) => {
      end(() => {
        resolve(codes)
      })
    })
    worker.once('error', () => {
      end(() => {
        reject(imageError('L’image ne peut pas être lue.'))
      })
    })
  })
}

/** Width and height, from the header alone; undefined when it is neither a PNG nor a JPEG. */
export function pictureSize(picture: Uint8Array): { width: number; height: number } | undefined {
  const bytes = Buffer.from(picture.buffer, picture.byteOffset, picture.byteLength)
  if (bytes.length > 24 && bytes.subarray(0, 8).toString('latin1') === '\x89PNG\r\n\x1a\n')
    return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
  return bytes.length > 4 && bytes.readUInt16BE(0) === 0xffd8 ? jpegSize(bytes) : undefined
}

/** Frame headers of a JPEG: SOF0 to SOF15, but the tables that have neighbouring codes. */
function jpegSize(bytes: Buffer): { width: number; height: number } | undefined {
  for (let at = 2; at + 9 < bytes.length;) {
    if (bytes[at] !== 0xff) return undefined
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) }
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  return undefined
}

function imageError(message: string): DatamatrixError {
  return new DatamatrixError('DATAMATRIX.IMAGE', message)
}
