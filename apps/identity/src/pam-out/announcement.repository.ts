import { Injectable } from '@nestjs/common'
import { Schema } from 'mongoose'
import { type ClientSession, Mongo, Repository, type Stored } from '@anamnese/platform-mongo'
import type { Told } from './told'

/** What one subscriber was told of one patient, last. */
export interface Announcement extends Stored {
  subscriberId: string
  patientId: string
  /** version of the patient that it was told */
  patientVersion: number
  told?: Told
  /** choices that it knows, in the codes of ZFA: `dmpStatus`, `feeding`, `consultation` */
  choices?: Record<string, string>
  /** the last message written about this patient: the next one sorts after it */
  lastMessageId?: string
}

const announcementSchema = new Schema<Announcement>(
  {
    _id: String,
    establishment: String,
    version: Number,
    subscriberId: String,
    patientId: String,
    patientVersion: Number,
    told: Schema.Types.Mixed,
    choices: Schema.Types.Mixed,
    lastMessageId: String,
  },
  { versionKey: false, minimize: false },
)
// Removal of a subscriber.
announcementSchema.index({ establishment: 1, subscriberId: 1 })

@Injectable()
export class AnnouncementRepository extends Repository<Announcement> {
  constructor(mongo: Mongo) {
    super(mongo, 'pam_announcements', announcementSchema)
  }

  async of(
    establishment: string,
    subscriberId: string,
    patientId: string,
    session: ClientSession,
  ): Promise<Announcement> {
    const _id = `${subscriberId}:${patientId}`
    const found = await this.findById(establishment, _id, session)
    return found ?? { _id, establishment, version: 0, subscriberId, patientId, patientVersion: 0 }
  }

  /** Two handlers about one patient meet here: the second one is played again after the first. */
  async keep(announcement: Announcement, session: ClientSession): Promise<Announcement> {
    if (announcement.version === 0) return this.insert(announcement, session)
    return this.save(announcement, session)
  }

  async forget(establishment: string, subscriberId: string, session: ClientSession): Promise<void> {
    await this.model.deleteMany(this.within(establishment, { subscriberId }), { session })
  }
}
