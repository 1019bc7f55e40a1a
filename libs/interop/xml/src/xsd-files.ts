import { closeSync, openSync, readSync, realpathSync } from 'node:fs'
import { sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { XmlInputProvider } from 'libxml2-wasm'

/** The folders that a schema being compiled may read; nothing else is ever opened, and nothing over the network. */
const folders = new Set<string>()
let registered = false

/** Runs `compile` with the files of one folder, and only them, within reach of the validator. */
export function withSchemaFolder<T>(
  folder: string,
  register: (provider: XmlInputProvider) => boolean,
  compile: () => T,
): T {
  if (!registered) registered = register(provider)
  folders.add(folder)
  try {
    return compile()
  } finally {
    folders.delete(folder)
  }
}

const provider: XmlInputProvider = {
  match: (name) => resolve(name) !== undefined,
  open: (name) => {
    const file = resolve(name)
    return file === undefined ? undefined : openSync(file, 'r')
  },
  read: (descriptor, buffer) => readSync(descriptor, buffer, 0, buffer.byteLength, null),
  close: (descriptor) => {
    closeSync(descriptor)
    return true
  },
}

/** The real file of that name when it is inside an allowed folder: links that lead out of it are not followed. */
function resolve(name: string): string | undefined {
  try {
    const file = realpathSync(name.startsWith('file:') ? fileURLToPath(name) : name)
    return [...folders].some((folder) => file.startsWith(folder + sep)) ? file : undefined
  } catch {
    return undefined // no such file: the validator reports the missing include itself
  }
}
