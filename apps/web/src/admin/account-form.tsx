import type { AccountRequest, AccountView } from '@anamnese/contracts'
import { Button, Checkbox, Group, NativeSelect, Stack, Switch, TagsInput, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, type ReactNode, useMemo } from 'react'
import { changeAccount, createAccount } from '../api/directory'
import { keys } from '../api/keys'
import { useSession } from '../app/session'
import { useDraft } from '../ui/draft'
import { ErrorPanel } from '../ui/error-panel'
import { notifyDone } from '../ui/notify'
import { type AccountDraft, draftOf, requestOf } from './account-draft'
import { ALL_PERMISSIONS, PERMISSION_WORDS, PROFESSIONS } from './permissions'

/** Creates or changes an account. Permissions left as they are follow the profession. */
export function AccountForm({
  account,
  onClose,
}: {
  account: AccountView | undefined
  onClose: () => void
}): ReactNode {
  const { actor } = useSession()
  const client = useQueryClient()
  const initial = useMemo(() => draftOf(account), [account])
  const { value, change, clear } = useDraft<AccountDraft>(actor.id, `account.${account?.id ?? 'new'}`, initial)
  const save = useMutation({
    mutationFn: (): Promise<AccountView> => {
      const request: AccountRequest = requestOf(value, account)
      return account === undefined ? createAccount(request) : changeAccount(account.id, request)
    },
    onSuccess: async () => {
      clear()
      notifyDone('Le compte est enregistré.')
      await client.invalidateQueries({ queryKey: keys.accounts })
      onClose()
    },
  })
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    save.mutate()
  }
  const text = (name: 'prefix' | 'given' | 'family' | 'idNat') => ({
    value: value[name],
    onChange: (event: { currentTarget: HTMLInputElement }) => {
      change({ [name]: event.currentTarget.value })
    },
  })
  const known = PROFESSIONS.some((profession) => profession.value === value.profession)
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Group gap="sm" grow>
          <TextInput label="Civilité ou titre" {...text('prefix')} />
          <TextInput label="Prénom d’exercice" required {...text('given')} />
          <TextInput label="Nom d’exercice" required {...text('family')} />
        </Group>
        <TextInput
          label="Identifiant national"
          description="8 suivi du numéro RPPS, ou identifiant local porté par la carte"
          {...text('idNat')}
        />
        <NativeSelect
          label="Profession"
          data={
            known
              ? PROFESSIONS
              : [...PROFESSIONS, { value: value.profession, label: account?.professionLabel ?? value.profession }]
          }
          value={value.profession}
          onChange={(event) => {
            change({ profession: event.currentTarget.value })
          }}
        />
        <TagsInput
          label="Unités (UF)"
          description="Les patients de ces unités s’ouvrent sans motif"
          value={value.units}
          onChange={(units) => {
            change({ units })
          }}
        />
        <Checkbox.Group
          label="Droits"
          description="Sans choix particulier, ceux de la profession"
          value={value.permissions}
          onChange={(permissions) => {
            change({ permissions: permissions })
          }}
        >
          <Stack gap={4} mt={4}>
            {ALL_PERMISSIONS.map((permission) => (
              <Checkbox key={permission} value={permission} label={PERMISSION_WORDS[permission]} />
            ))}
          </Stack>
        </Checkbox.Group>
        <Switch
          label="Compte actif"
          description="Un compte désactivé ne peut plus ouvrir de session ; ses traces restent."
          checked={value.active}
          onChange={(event) => {
            change({ active: event.currentTarget.checked })
          }}
        />
        {save.error ? <ErrorPanel error={save.error} /> : null}
        <Group gap="xs">
          <Button type="submit" loading={save.isPending}>
            Enregistrer
          </Button>
          <Button
            variant="default"
            onClick={() => {
              clear()
              onClose()
            }}
          >
            Renoncer
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
