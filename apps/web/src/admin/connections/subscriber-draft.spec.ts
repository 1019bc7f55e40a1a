import type { SubscriberView } from '@anamnese/contracts'
import { draftOf, requestOf } from './subscriber-draft'

const VIEW: SubscriberView = {
  id: 's1',
  version: 3,
  name: 'Biologie',
  host: 'bio.chu.example',
  port: 2575,
  tls: false,
  application: 'BIO',
  facility: '220000012',
  charset: '8859/15',
  ackMode: 'enhanced',
  events: ['A28'],
  domains: ['GAM'],
  paused: false,
  link: { connected: true },
  queue: { waiting: 0, refused: 0 },
}

describe('a subscriber as an administrator types it', () => {
  it('is sent as it was read when nothing changes, with the version that was read', () => {
    const { id: _id, paused: _paused, link: _link, queue: _queue, ...settings } = VIEW
    expect(requestOf(draftOf(VIEW), VIEW)).toEqual(settings)
  })

  it('is secured by TLS unless someone decides otherwise, and sent without blanks', () => {
    const draft = { ...draftOf(undefined), name: ' Biologie ', host: ' bio ', port: '2575' }
    expect(requestOf(draft, undefined)).toMatchObject({ name: 'Biologie', host: 'bio', port: 2575, tls: true })
    expect(requestOf(draft, undefined)).not.toHaveProperty('ca')
  })
})
