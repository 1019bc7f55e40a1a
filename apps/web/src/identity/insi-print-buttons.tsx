import { Button, Menu } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { address } from '../api/client'
import { fetchLabelFormats, insiKeys } from '../api/insi'
import { IconPrinter } from '../ui/icons'

/** The identity on paper: labels in the formats of the hospital, and the identity sheet. */
export function InsiPrintButtons({ patientId }: { patientId: string }): ReactNode {
  const { data: formats = [] } = useQuery({
    queryKey: insiKeys.formats,
    queryFn: ({ signal }) => fetchLabelFormats(signal),
    staleTime: Infinity,
  })
  const path = `/api/patients/${patientId}/identity`
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" size="xs" leftSection={<IconPrinter size={14} aria-hidden />}>
          Imprimer
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="a" href={`${path}/sheet.pdf`} target="_blank" rel="noopener">
          Fiche d’identité
        </Menu.Item>
        <Menu.Label>Étiquettes</Menu.Label>
        {formats.map((format) => (
          <Menu.Item
            key={format.code}
            component="a"
            href={address(`${path}/labels.pdf`, { format: format.code })}
            target="_blank"
            rel="noopener"
          >
            {format.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
