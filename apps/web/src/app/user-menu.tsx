import { Group, Menu, Text, UnstyledButton, VisuallyHidden, useMantineColorScheme } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { keys } from '../api/keys'
import { chooseExercise } from '../api/session'
import { rememberCsrfToken } from '../api/client'
import { IconChevronDown, IconCircleDashed, IconLogout, IconMoon, IconSun, IconUser } from '../ui/icons'
import { notifyError } from '../ui/notify'
import { paths } from './paths'
import { useSession } from './session'
import { useSignOut } from './use-sign-out'

const SCHEMES = [
  { value: 'auto', label: 'Comme le poste', icon: IconCircleDashed },
  { value: 'light', label: 'Clair', icon: IconSun },
  { value: 'dark', label: 'Sombre', icon: IconMoon },
] as const

/** Who I am, in which exercise; appearance; sign-out. */
export function UserMenu({ live }: { live: boolean }): ReactNode {
  const { actor, exercises } = useSession()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const signOut = useSignOut()
  const client = useQueryClient()
  const change = useMutation({
    mutationFn: chooseExercise,
    onSuccess: (session) => {
      rememberCsrfToken(session.csrfToken)
      client.setQueryData(keys.session, session)
      void client.invalidateQueries()
    },
    onError: notifyError,
  })
  const current = exercises.find((exercise) => exercise.current)?.label ?? actor.structure.name
  return (
    <Menu position="bottom-end" width={280}>
      <Menu.Target>
        <UnstyledButton>
          <Group gap={6} wrap="nowrap">
            <IconUser size={18} aria-hidden />
            <div>
              <Text fw={600} lh={1.2}>
                {actor.name}
              </Text>
              <Text size="xs" c="dimmed" lh={1.2}>
                {current}
                {live ? '' : ' · mises à jour interrompues'}
              </Text>
            </div>
            <VisuallyHidden>menu de la session</VisuallyHidden>
            <IconChevronDown size={14} aria-hidden />
          </Group>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {exercises.length < 2 ? null : (
          <>
            <Menu.Label>Situation d’exercice</Menu.Label>
            {exercises.map((exercise) => (
              <Menu.Item
                key={exercise.id}
                disabled={exercise.current}
                onClick={() => {
                  change.mutate(exercise.id)
                }}
              >
                {exercise.label}
                {exercise.current ? ' (en cours)' : ''}
              </Menu.Item>
            ))}
            <Menu.Divider />
          </>
        )}
        <Menu.Label>Apparence</Menu.Label>
        {SCHEMES.map(({ value, label, icon: Icon }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon size={14} aria-hidden />}
            aria-current={colorScheme === value}
            onClick={() => {
              setColorScheme(value)
            }}
          >
            {label}
            {colorScheme === value ? ' (choisi)' : ''}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item component={Link} to={paths.terms}>
          Conditions d’utilisation
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={14} aria-hidden />} onClick={() => void signOut('asked')}>
          Se déconnecter
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
