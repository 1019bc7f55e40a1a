import type { CandidateSearchResponse, InitialIdentity } from '@anamnese/contracts'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { searchCandidates } from '../../api/identity-editing'
import { paths } from '../../app/paths'
import { useSession } from '../../app/session'
import { formatCivil } from '../../format/dates'
import { plural } from '../../format/people'
import { useDraft } from '../../ui/draft'
import { ErrorPanel } from '../../ui/error-panel'
import { notifyDone } from '../../ui/notify'
import { Page, Panel } from '../../ui/page'
import { draftOfTraits, EMPTY_DRAFT } from '../editing/traits-draft'
import { CandidatesList } from './candidates-list'
import { type CreationDraft, CreationForm } from './creation-form'
import { requestOf, type SearchDraft } from './search-draft'
import { SearchForm } from './search-form'

const EMPTY: CreationDraft = { ...EMPTY_DRAFT, proofType: '', homonym: false }

/** A new identity: the search first, then the form that takes over what was searched, or what a code or a card said. */
export default function NewIdentityPage(): ReactNode {
  const { actor } = useSession()
  const navigate = useNavigate()
  const state = useLocation().state as { initial?: InitialIdentity } | null
  const read = state?.initial
  const [initial] = useState<CreationDraft>(() =>
    read === undefined ? EMPTY : { ...EMPTY, ...draftOfTraits(read.traits) },
  )
  const { value, change, clear } = useDraft<CreationDraft>(actor.id, draftName(read), initial)
  const [search, setSearch] = useState<SearchDraft>(() => searchOf(read))
  const [found, setFound] = useState<CandidateSearchResponse>()
  const [creating, setCreating] = useState(false)
  const act = useMutation({
    mutationFn: async () => {
      const request = requestOf(search)
      if (typeof request === 'string') throw new Error(request)
      return searchCandidates(request)
    },
    onSuccess: (answer) => {
      setFound(answer)
      setCreating(false)
    },
  })
  return (
    <Page title="Nouvelle identité" subtitle="Aucune identité n’est créée sans recherche préalable.">
      <Stack gap="md">
        <Panel title="Rechercher la personne">
          <SearchForm
            draft={search}
            change={(part) => {
              setSearch((current) => ({ ...current, ...part }))
              setFound(undefined)
            }}
            onSearch={() => {
              act.mutate()
            }}
            searching={act.isPending}
          />
          {act.error ? <ErrorPanel error={act.error} /> : null}
        </Panel>
        {found === undefined ? null : (
          <Panel title={`${plural(found.items.length, 'dossier')} pour cette recherche`}>
            {found.items.length === 0 ? (
              <Text role="status">Aucun dossier pour cette date de naissance et ces lettres.</Text>
            ) : (
              <CandidatesList label="Dossiers trouvés" candidates={found.items} />
            )}
            {creating ? null : (
              <Group mt="sm">
                <Button
                  onClick={() => {
                    change(startOf(search, value))
                    setCreating(true)
                  }}
                >
                  {found.items.length === 0 ? 'Créer l’identité' : 'Aucun n’est cette personne : créer une identité'}
                </Button>
              </Group>
            )}
          </Panel>
        )}
        {found === undefined || !creating ? null : (
          <Panel title="Traits de la nouvelle identité">
            <CreationForm
              token={found.token}
              source={read?.source ?? 'MANUAL'}
              draft={value}
              change={change}
              onCreated={(patient) => {
                clear()
                notifyDone('L’identité est créée.')
                void navigate(paths.recordTab(patient.id, 'identite'))
              }}
              onCancel={() => {
                clear()
                void navigate(paths.identities)
              }}
            />
          </Panel>
        )}
      </Stack>
    </Page>
  )
}

/** What was read of another person must not come back in the form of this one. */
function draftName(read: InitialIdentity | undefined): string {
  const { birthName = '', birthDate = '' } = read?.traits ?? {}
  return read === undefined ? 'identity.new' : `identity.new.${birthName}.${birthDate}`
}

function searchOf(read: InitialIdentity | undefined): SearchDraft {
  const { birthDate, birthName = '' } = read?.traits ?? {}
  return {
    birthDate: birthDate === undefined ? '' : formatCivil(birthDate),
    name: birthName.slice(0, 3),
    givenName: '',
  }
}

/** The form takes over what was searched, where it holds nothing yet. */
function startOf(search: SearchDraft, draft: CreationDraft): Partial<CreationDraft> {
  return {
    birthDate: search.birthDate,
    ...(draft.birthName === '' ? { birthName: search.name } : {}),
    ...(draft.firstBirthGivenName === '' ? { firstBirthGivenName: search.givenName } : {}),
  }
}
