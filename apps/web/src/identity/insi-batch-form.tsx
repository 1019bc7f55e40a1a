import type { InsiWorklist } from '@anamnese/contracts'
import { Button, Checkbox, Group, Modal, Radio, Stack } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { createBatch, insiKeys } from '../api/insi'
import { plural } from '../format/people'
import { ErrorPanel } from '../ui/error-panel'
import { notifyDone } from '../ui/notify'

/** Hands a whole worklist to INSi. */
export function InsiBatchForm(): ReactNode {
  const client = useQueryClient()
  const [opened, setOpened] = useState(false)
  const [worklist, setWorklist] = useState<InsiWorklist>('to-qualify')
  const [acceptIdentical, setAcceptIdentical] = useState(false)
  const create = useMutation({
    mutationFn: () =>
      createBatch(
        worklist === 'to-qualify' ? { kind: 'search', worklist, acceptIdentical } : { kind: 'verify', worklist },
      ),
    onSuccess: (batch) => {
      setOpened(false)
      void client.invalidateQueries({ queryKey: insiKeys.batches })
      notifyDone(`Lot de ${plural(batch.total, 'dossier')} remis à INSi.`)
    },
  })
  return (
    <>
      <Button
        variant="default"
        onClick={() => {
          create.reset()
          setOpened(true)
        }}
      >
        Soumettre une liste à INSi
      </Button>
      <Modal
        opened={opened}
        onClose={() => {
          setOpened(false)
        }}
        title="Soumettre une liste à INSi"
      >
        <Stack gap="md">
          <Radio.Group
            label="Liste"
            value={worklist}
            onChange={(value) => {
              setWorklist(value)
            }}
          >
            <Stack gap={4} mt={4}>
              <Radio value="to-qualify" label="Identités à qualifier : rechercher leur INS" />
              <Radio value="to-verify" label="INS à vérifier : les comparer à INSi" />
            </Stack>
          </Radio.Group>
          {worklist === 'to-qualify' ? (
            <Checkbox
              label="Accepter sans autre décision les réponses dont les traits sont ceux du dossier"
              checked={acceptIdentical}
              onChange={(event) => {
                setAcceptIdentical(event.currentTarget.checked)
              }}
            />
          ) : null}
          {create.error ? <ErrorPanel error={create.error} /> : null}
          <Group justify="flex-end">
            <Button
              loading={create.isPending}
              onClick={() => {
                create.mutate()
              }}
            >
              Soumettre
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  )
}
