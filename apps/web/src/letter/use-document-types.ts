import type { DocumentTypeView } from '@anamnese/contracts'
import { useQuery } from '@tanstack/react-query'
import { fetchDocumentTypes } from '../api/documents'
import { keys } from '../api/keys'

/** The kinds of documents that may be written here; empty until they are known. */
export function useDocumentTypes(enabled = true): readonly DocumentTypeView[] {
  const { data } = useQuery({
    queryKey: keys.documentTypes,
    queryFn: ({ signal }) => fetchDocumentTypes(signal),
    staleTime: Infinity,
    enabled,
  })
  return data ?? []
}
