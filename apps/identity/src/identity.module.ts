import { Module } from '@nestjs/common'
import { BatchCommitter } from './pam/batch-committer'
import { Intake } from './pam/intake'
import { MessagesController } from './pam/messages.controller'
import { PamDoor } from './pam/pam-door'
import { ReceivedMessageRepository } from './pam/received-message.repository'
import { PatientRepository } from './patients/patient.repository'
import { PatientsController } from './patients/patients.controller'

@Module({
  controllers: [PatientsController, MessagesController],
  providers: [PatientRepository, ReceivedMessageRepository, BatchCommitter, Intake, PamDoor],
})
export class IdentityModule {}
