import { Button, Group } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ListAddress } from '../list-address'

/** Previous and next page; nothing when all fits on one. */
export function Paging({ list, total }: { list: ListAddress; total: number }): ReactNode {
  const last = Math.max(1, Math.ceil(total / list.size))
  if (last === 1 && list.page === 1) return null
  const go = (page: number) => () => {
    list.set({ page: String(page) })
  }
  return (
    <Group gap="xs" component="nav" aria-label="Pages de la liste" className="no-print">
      <Button variant="default" disabled={list.page <= 1} onClick={go(list.page - 1)}>
        Page précédente
      </Button>
      <span>
        page {list.page} sur {last}
      </span>
      <Button variant="default" disabled={list.page >= last} onClick={go(list.page + 1)}>
        Page suivante
      </Button>
    </Group>
  )
}
