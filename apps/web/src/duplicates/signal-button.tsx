import { Button, Drawer, Stack, Text, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { signalDuplicate } from '../api/identity-merges'
import { keys } from '../api/keys'
import { IconPlus } from '../ui/icons'
import { notifyDone } from '../ui/notify'
import { ReasonForm } from './reason-form'

/** Two records that a person takes for one, which the comparison of traits did not bring together. */
export function SignalButton(): ReactNode {
  const client = useQueryClient()
  const [opened, setOpened] = useState(false)
  const [ipps, setIpps] = useState<readonly [string, string]>(['', ''])
  const close = (): void => {
    setOpened(false)
    setIpps(['', ''])
  }
  return (
    <>
      <Button
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => {
          setOpened(true)
        }}
      >
        Signaler un doublon
      </Button>
      <Drawer opened={opened} onClose={close} position="right" size="md" title="Signaler un doublon">
        <Stack gap="sm">
          <Text size="sm">
            Les deux dossiers iront dans la liste des doublons à examiner, quelle que soit leur ressemblance.
          </Text>
          <TextInput
            label="IPP du premier dossier"
            value={ipps[0]}
            required
            data-autofocus
            onChange={(event) => {
              setIpps([event.currentTarget.value.trim(), ipps[1]])
            }}
          />
          <TextInput
            label="IPP du second dossier"
            value={ipps[1]}
            required
            onChange={(event) => {
              setIpps([ipps[0], event.currentTarget.value.trim()])
            }}
          />
          <ReasonForm
            name="signal"
            label="Pourquoi c’est la même personne"
            action="Signaler"
            disabled={ipps.includes('') || ipps[0] === ipps[1]}
            act={(reason) => signalDuplicate({ ipps: [...ipps], reason })}
            onDone={() => {
              close()
              notifyDone('Les deux dossiers sont dans la liste des doublons à examiner.')
              void client.invalidateQueries({ queryKey: keys.duplicates })
            }}
            onCancel={close}
          />
        </Stack>
      </Drawer>
    </>
  )
}
