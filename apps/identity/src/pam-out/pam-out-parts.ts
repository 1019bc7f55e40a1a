import { AnnouncementRepository } from './announcement.repository'
import { Courier } from './courier'
import { Dispatcher } from './dispatcher'
import { Herald } from './herald'
import { KnownChoicesRepository } from './known-choices.repository'
import { Letterhead } from './letterhead'
import { LinkRepository } from './link.repository'
import { OutgoingController } from './outgoing.controller'
import { OutgoingRepository } from './outgoing.repository'
import { PamOutEventsController } from './pam-out-events.controller'
import { SubscriberRepository } from './subscriber.repository'
import { SubscribersController } from './subscribers.controller'

export const PAM_OUT_CONTROLLERS = [SubscribersController, OutgoingController, PamOutEventsController]
export const PAM_OUT_PROVIDERS = [
  SubscriberRepository,
  AnnouncementRepository,
  KnownChoicesRepository,
  OutgoingRepository,
  LinkRepository,
  Letterhead,
  Herald,
  Courier,
  Dispatcher,
]
