import type { AccountRequest, AccountView, Permission } from '@anamnese/contracts'

/** An account as it is typed: every field has a value. */
export interface AccountDraft {
  prefix: string
  given: string
  family: string
  idNat: string
  profession: string
  units: string[]
  permissions: Permission[]
  active: boolean
}

export function draftOf(account: AccountView | undefined): AccountDraft {
  return {
    prefix: account?.prefix ?? '',
    given: account?.given ?? '',
    family: account?.family ?? '',
    idNat: account?.idNat ?? '',
    profession: account?.profession ?? '10',
    units: account?.units ?? [],
    permissions: account?.permissions ?? [],
    active: account?.active ?? true,
  }
}

/** What is sent: empty fields are left out, and permissions too when the person did not choose any, so that the profession decides. */
export function requestOf(draft: AccountDraft, account: AccountView | undefined): AccountRequest {
  const chosen = draft.permissions.length > 0 && !samePermissions(draft.permissions, account?.permissions ?? [])
  return {
    family: draft.family.trim(),
    given: draft.given.trim(),
    profession: draft.profession,
    units: draft.units,
    active: draft.active,
    ...(draft.prefix.trim() === '' ? {} : { prefix: draft.prefix.trim() }),
    ...(draft.idNat.trim() === '' ? {} : { idNat: draft.idNat.trim() }),
    ...(account?.specialty === undefined ? {} : { specialty: account.specialty }),
    ...(chosen ? { permissions: draft.permissions } : {}),
  }
}

function samePermissions(a: readonly Permission[], b: readonly Permission[]): boolean {
  return a.length === b.length && a.every((permission) => b.includes(permission))
}
