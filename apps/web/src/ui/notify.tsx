import { notifications } from '@mantine/notifications'
import { ErrorPanel } from './error-panel'

/** Says that an act is done. It goes away by itself: nothing that must be read is only said here. */
export function notifyDone(message: string): void {
  notifications.show({ message, color: 'green', withBorder: true, autoClose: 6000 })
}

/** Says that an act failed, with what to do; stays until it is closed. */
export function notifyError(error: unknown): void {
  notifications.show({
    message: <ErrorPanel error={error} />,
    color: 'red',
    withBorder: true,
    autoClose: false,
    closeButtonProps: { 'aria-label': 'Fermer' },
  })
}
