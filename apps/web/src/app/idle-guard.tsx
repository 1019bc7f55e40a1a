import { Button, Modal, Text } from '@mantine/core'
import { type ReactNode, useEffect, useState } from 'react'
import { idleState, type IdleState } from './idle'
import { useSession } from './session'
import { useSignOut } from './use-sign-out'

const KEY = 'anamnese.last-activity'
const EVENTS = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const

/**
 * Ends the session of a workstation that was left (SSI/IE.39). Screens that refresh themselves keep the server's session alive,
 * so only what the person does counts; all windows of the browser share it.
 */
export function IdleGuard(): ReactNode {
  const { idleSeconds } = useSession()
  const signOut = useSignOut()
  const [state, setState] = useState<IdleState>('active')

  useEffect(() => {
    const touch = (): void => {
      localStorage.setItem(KEY, String(Date.now()))
    }
    touch()
    for (const name of EVENTS) window.addEventListener(name, touch, { passive: true, capture: true })
    const timer = setInterval(() => {
      setState(idleState(Number(localStorage.getItem(KEY) ?? Date.now()), Date.now(), idleSeconds))
    }, 5000)
    return () => {
      clearInterval(timer)
      for (const name of EVENTS) window.removeEventListener(name, touch, { capture: true })
    }
  }, [idleSeconds])

  useEffect(() => {
    if (state === 'over') void signOut('idle')
  }, [state, signOut])

  return (
    <Modal
      opened={state === 'warning'}
      onClose={() => {
        setState('active')
      }}
      title="Êtes-vous toujours là ?"
      size="sm"
    >
      <Text mb="md">
        Sans action de votre part, la session se ferme dans une minute. Ce qui est saisi est conservé.
      </Text>
      <Button
        data-autofocus
        onClick={() => {
          setState('active')
        }}
      >
        Continuer
      </Button>
    </Modal>
  )
}
