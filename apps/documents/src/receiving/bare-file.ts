import type { ContentKind } from '@anamnese/contracts'
import type { Code } from '@anamnese/domain-professional-ids'
import type { Analysis } from './analysis'
import { contentFindings } from './analysis'
import type { Arrival } from './arrival'
import { mediaTypeOf } from './content-kind'

/**
 * A file that says nothing of itself (PDF, image, text): its type is what a person said, its author is who sent it, its identifier is
 * given here. Undefined while nobody said its type.
 */
export function analyseFile(bytes: Buffer, kind: ContentKind, arrival: Arrival, oid: string): Analysis | undefined {
  const { type } = arrival
  if (type === undefined) return undefined
  const form = kind === 'pdf' ? 'pdf' : kind === 'jpeg' || kind === 'png' ? 'image' : 'original'
  return {
    kind,
    statement: {
      oid,
      setId: oid,
      versionNumber: 1,
      type,
      title: arrival.title ?? titleOf(arrival, type),
      author: { family: arrival.sender ?? 'Auteur non précisé' },
      recipients: [],
      validatedAt: arrival.receivedAt,
      withIns: false,
    },
    findings: contentFindings({ mediaType: mediaTypeOf(kind), bytes }),
    files: {},
    form,
  }
}

function titleOf({ subject, fileName }: Arrival, type: Code): string {
  return (subject ?? fileName?.replace(/\.[A-Za-z0-9]{1,5}$/, '') ?? type.display ?? type.code).slice(0, 200)
}
