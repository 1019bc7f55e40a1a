import { Module } from '@nestjs/common'
import { BatchCommitter } from './pam/batch-committer'
import { Intake } from './pam/intake'
import { PamDoor } from './pam/pam-door'
import { ReceivedMessageRepository } from './pam/received-message.repository'
import { PatientRepository } from './patients/patient.repository'

@Module({
  providers: [PatientRepository, ReceivedMessageRepository, BatchCommitter, Intake, PamDoor],
})
export class IdentityModule {}
