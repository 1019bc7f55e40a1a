import { Module } from '@nestjs/common'
import { CREATION_CONTROLLERS, CREATION_PROVIDERS } from './creation/creation-parts'
import { EDITING_CONTROLLERS, EDITING_PROVIDERS } from './editing/editing-parts'
import { FHIR_CONTROLLERS, FHIR_PROVIDERS } from './fhir/fhir-parts'
import { INSI_CONTROLLERS, INSI_PROVIDERS } from './insi/insi-parts'
import { MERGE_CONTROLLERS, MERGE_PROVIDERS } from './merges/merge-parts'
import { PAM_OUT_CONTROLLERS, PAM_OUT_PROVIDERS } from './pam-out/pam-out-parts'
import { AcceptedMessageRepository } from './pam/accepted-message.repository'
import { BatchCommitter } from './pam/batch-committer'
import { EnhancedIntake } from './pam/enhanced-intake'
import { Intake } from './pam/intake'
import { MessagesController } from './pam/messages.controller'
import { PamDoor } from './pam/pam-door'
import { ReceivedMessageRepository } from './pam/received-message.repository'
import { PatientRepository } from './patients/patient.repository'
import { PatientsController } from './patients/patients.controller'
import { QueryDesk } from './queries/query-desk'
import { SCAN_CONTROLLERS, SCAN_PROVIDERS } from './scan/scan-parts'
import { WorklistsController } from './worklists/worklists.controller'

@Module({
  controllers: [
    PatientsController,
    ...CREATION_CONTROLLERS,
    ...EDITING_CONTROLLERS,
    WorklistsController,
    ...INSI_CONTROLLERS,
    ...SCAN_CONTROLLERS,
    MessagesController,
    ...PAM_OUT_CONTROLLERS,
    ...MERGE_CONTROLLERS,
    ...FHIR_CONTROLLERS,
  ],
  providers: [
    PatientRepository,
    ...CREATION_PROVIDERS,
    ...EDITING_PROVIDERS,
    ReceivedMessageRepository,
    BatchCommitter,
    Intake,
    AcceptedMessageRepository,
    EnhancedIntake,
    QueryDesk,
    PamDoor,
    ...PAM_OUT_PROVIDERS,
    ...INSI_PROVIDERS,
    ...SCAN_PROVIDERS,
    ...MERGE_PROVIDERS,
    ...FHIR_PROVIDERS,
  ],
})
export class IdentityModule {}
