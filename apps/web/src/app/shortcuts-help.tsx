import { ActionIcon, Kbd, Modal, Table } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { IconKeyboard } from '../ui/icons'
import { useKey } from '../ui/keyboard'

const SHORTCUTS: readonly (readonly [string, string])[] = [
  ['/', 'aller au champ de recherche'],
  ['j', 'ligne suivante de la liste'],
  ['k', 'ligne précédente'],
  ['Entrée', 'ouvrir la ligne'],
  ['x', 'sélectionner la ligne'],
  ['?', 'montrer cette aide'],
]

export function ShortcutsHelp(): ReactNode {
  const [opened, { open, close }] = useDisclosure(false)
  useKey('?', open)
  return (
    <>
      <ActionIcon onClick={open} aria-label="Raccourcis du clavier" title="Raccourcis du clavier (?)">
        <IconKeyboard size={18} aria-hidden />
      </ActionIcon>
      <Modal opened={opened} onClose={close} title="Raccourcis du clavier" size="sm">
        <Table aria-label="Raccourcis du clavier">
          <Table.Tbody>
            {SHORTCUTS.map(([key, what]) => (
              <Table.Tr key={key}>
                <Table.Td w={90}>
                  <Kbd>{key}</Kbd>
                </Table.Td>
                <Table.Td>{what}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Modal>
    </>
  )
}
