import type { RegisteredEntry, RegistryResponse } from '@anamnese/interop-xds'
import type { Job, Outcome } from '../jobs/job'
import { outcomeOfResponse } from './outcome'

/** The entry of the registry that a document replaces. */
export interface Target {
  entryUuid: string
}

/** Finds, among the entries of the replaced document and of the new one, what is to be replaced, or why nothing is. */
export function targetOf(
  job: Job,
  parentId: string,
  response: RegistryResponse & { entries: readonly RegisteredEntry[] },
): Target | Outcome {
  if (response.status === 'failure') return outcomeOfResponse(job, response)
  const of = (uniqueId: string): RegisteredEntry | undefined =>
    response.entries.find(({ entry }) => entry.uniqueId === uniqueId)
  // An attempt whose answer was lost has already replaced it.
  if (job.uncertain && of(job.documentId) !== undefined) return { kind: 'accepted' }
  const parent = of(parentId)
  if (parent === undefined)
    return {
      kind: 'refused',
      code: 'XDSDocumentUniqueIdError',
      label: 'Le document à remplacer n’est pas dans le DMP.',
    }
  if (parent.status !== 'Approved')
    return {
      kind: 'refused',
      code: 'XDSReplaceFailed',
      label: 'Le document à remplacer n’est plus la version active dans le DMP.',
    }
  return { entryUuid: parent.entry.id }
}
