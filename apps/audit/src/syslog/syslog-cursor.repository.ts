import { Injectable } from '@nestjs/common'
import { Mongo, Repository } from '@anamnese/platform-mongo'
import { type SyslogCursor, syslogCursorSchema } from './syslog-cursor.schema'

@Injectable()
export class SyslogCursorRepository extends Repository<SyslogCursor> {
  constructor(mongo: Mongo) {
    super(mongo, 'syslog_cursors', syslogCursorSchema)
  }

  /** The cursor of a lane; before its first trace when nothing was sent yet. */
  async of(establishment: string, lane: number): Promise<SyslogCursor> {
    const _id = `${establishment}/${lane}`
    return (await this.findById(establishment, _id)) ?? (await this.insert({ _id, establishment, lane, seq: 0 }))
  }
}
