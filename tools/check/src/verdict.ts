/** What was recognised in a file. `hl7` when its messages are of several kinds. */
export type Kind =
  | 'hl7.adt'
  | 'hl7.mdm'
  | 'hl7.oru'
  | 'hl7.zam'
  | 'hl7.ack'
  | 'hl7.qbp'
  | 'hl7.rsp'
  | 'hl7'
  | 'cda.n1'
  | 'cda.n3'
  | 'cda'
  | 'pdf'
  | 'xdm'
  | 'unknown'

/** One remark: an error makes the file refusable; a warning or an information does not. */
export interface Remark {
  severity: 'error' | 'warning' | 'info'
  rule: string
  where: string
  /** French sentence */
  message: string
}

/** The judgement of a file, one JSON line of the output. */
export interface Verdict {
  file: string
  kind: Kind
  ok: boolean
  findings: Remark[]
}

export function verdict(file: string, kind: Kind, findings: Remark[]): Verdict {
  return { file, kind, ok: !findings.some(({ severity }) => severity === 'error'), findings }
}

export function error(rule: string, message: string, where = 'fichier'): Remark {
  return { severity: 'error', rule, where, message }
}
