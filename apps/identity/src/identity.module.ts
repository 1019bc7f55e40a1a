import { Module } from '@nestjs/common'
import { InsiCallRepository } from './insi/insi-call.repository'
import { InsiController } from './insi/insi.controller'
import { insiPortProvider } from './insi/insi-port'
import { InsiService } from './insi/insi.service'
import { QualificationService } from './insi/qualification.service'
import { BatchCommitter } from './pam/batch-committer'
import { Intake } from './pam/intake'
import { MessagesController } from './pam/messages.controller'
import { PamDoor } from './pam/pam-door'
import { ReceivedMessageRepository } from './pam/received-message.repository'
import { PatientRepository } from './patients/patient.repository'
import { PatientsController } from './patients/patients.controller'

@Module({
  controllers: [PatientsController, InsiController, MessagesController],
  providers: [
    PatientRepository,
    ReceivedMessageRepository,
    BatchCommitter,
    Intake,
    PamDoor,
    InsiCallRepository,
    insiPortProvider,
    InsiService,
    QualificationService,
  ],
})
export class IdentityModule {}
