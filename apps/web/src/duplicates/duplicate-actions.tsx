import type { DuplicateDecisionRequest, DuplicateDetail } from '@anamnese/contracts'
import { Button, Group } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { decideDuplicate, withdrawCollision } from '../api/identity-merges'
import { keys } from '../api/keys'
import { useSession } from '../app/session'
import { notifyDone } from '../ui/notify'
import { MergePanel } from './merge-panel'
import { ReasonForm } from './reason-form'
import { recordTitle } from './record-title'

type Act = 'merge' | 'withdraw' | DuplicateDecisionRequest['state']

const DONE: Readonly<Record<Exclude<Act, 'merge'>, string>> = {
  different: 'Deux personnes : la paire n’est plus proposée, sauf si leurs traits changent.',
  deferred: 'La paire est reportée.',
  open: 'La paire est de nouveau à examiner.',
  withdraw: 'L’INS est retirée. Rappeler INSi, ou attendre un message, pour l’attribuer à l’autre dossier.',
}

/** What may be done with a pair: merging, telling the two people apart, withdrawing the INS, putting off. */
export function DuplicateActions({ pair, onNext }: { pair: DuplicateDetail; onNext: () => void }): ReactNode {
  const client = useQueryClient()
  const { actor } = useSession()
  const [act, setAct] = useState<Act>()
  const mayMerge = actor.permissions.includes('identity.merge')
  const { collision } = pair
  const holder = pair.patients.find((patient) => patient.id === collision?.holderId)
  const cancel = (): void => {
    setAct(undefined)
  }
  const done = (said: string): void => {
    setAct(undefined)
    notifyDone(said)
    void client.invalidateQueries({ queryKey: keys.duplicates })
    void client.invalidateQueries({ queryKey: keys.merges })
    void client.invalidateQueries({ queryKey: keys.patients })
    onNext()
  }
  if (pair.state === 'merged') return null
  if (act === 'merge') return <MergePanel pair={pair} onDone={done} onCancel={cancel} />
  if (act === 'withdraw' && holder !== undefined) {
    return (
      <ReasonForm
        name={`withdraw.${pair.id}`}
        label={`Pourquoi l’INS n’est pas celle du dossier ${recordTitle(holder)}`}
        action="Retirer l’INS de ce dossier"
        color="orange"
        act={(reason) => withdrawCollision(pair.id, { version: pair.version, holderVersion: holder.version, reason })}
        onDone={() => {
          done(DONE.withdraw)
        }}
        onCancel={cancel}
      />
    )
  }
  if (act !== undefined && act !== 'withdraw') {
    return (
      <ReasonForm
        name={`${act}.${pair.id}`}
        label={act === 'different' ? 'Ce qui distingue ces deux personnes' : 'Motif'}
        action="Enregistrer"
        act={(reason) => decideDuplicate(pair.id, { version: pair.version, state: act, reason })}
        onDone={() => {
          done(DONE[act])
        }}
        onCancel={cancel}
      />
    )
  }
  const choose = (next: Act) => () => {
    setAct(next)
  }
  return (
    <Group gap="sm">
      {mayMerge ? (
        <Button data-autofocus onClick={choose('merge')}>
          Fusionner…
        </Button>
      ) : null}
      {mayMerge && holder?.ins?.matricule === collision?.ins.matricule && holder !== undefined ? (
        <Button variant="default" onClick={choose('withdraw')}>
          Retirer l’INS du dossier {recordTitle(holder)}…
        </Button>
      ) : null}
      <Button variant="default" onClick={choose('different')}>
        Ce sont deux personnes…
      </Button>
      {pair.state === 'open' ? (
        <Button variant="default" onClick={choose('deferred')}>
          Reporter…
        </Button>
      ) : (
        <Button variant="default" onClick={choose('open')}>
          Remettre à examiner…
        </Button>
      )}
    </Group>
  )
}
