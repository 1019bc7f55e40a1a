import { Module } from '@nestjs/common'
import { Intake } from './inbox/intake'
import { MessageContents } from './inbox/message-contents'
import { MllpDoor } from './inbox/mllp-door'
import { ReceivedMessageRepository } from './inbox/received-message.repository'
import { Channels } from './jobs/channels'
import { JobRepository } from './jobs/job.repository'
import { JobWorker } from './jobs/worker'
import { Links } from './supervision/links'
import { PfiController } from './supervision/pfi.controller'
import { ZamRepository } from './zam/zam.repository'
import { ZamSender } from './zam/zam-sender'

@Module({
  controllers: [PfiController],
  providers: [
    ReceivedMessageRepository,
    JobRepository,
    ZamRepository,
    MessageContents,
    Channels,
    ZamSender,
    JobWorker,
    Intake,
    MllpDoor,
    Links,
  ],
})
export class PfiModule {}
