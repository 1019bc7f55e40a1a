import path from 'node:path'

/** Where a running system keeps its things: all below one folder, `var` of the clone unless said otherwise. */
export interface Folders {
  root: string
  variable: string
  servers: string
  pki: string
  secrets: string
  logs: string
  simulators: string
  runFile: string
}

export function folders(root: string, variable = process.env['ANAMNESE_VAR']): Folders {
  const base = path.resolve(root, variable ?? 'var')
  return {
    root,
    variable: base,
    servers: path.join(base, 'servers'),
    pki: path.join(base, 'pki'),
    secrets: path.join(base, 'secrets'),
    logs: path.join(base, 'log'),
    simulators: path.join(base, 'simulators'),
    runFile: path.join(base, 'run.json'),
  }
}
