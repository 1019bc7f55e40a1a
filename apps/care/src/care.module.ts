import { Module } from '@nestjs/common'
import { PatientEventsController } from './patients/patient-events.controller'
import { PatientRepository } from './patients/patient.repository'
import { MovementsController } from './stays/movements.controller'
import { StayBook } from './stays/stay-book'
import { StayRepository } from './stays/stay.repository'
import { StaysController } from './stays/stays.controller'
import { CareTeamController } from './wards/care-team.controller'
import { WardsController } from './wards/wards.controller'

@Module({
  controllers: [PatientEventsController, MovementsController, StaysController, WardsController, CareTeamController],
  providers: [PatientRepository, StayRepository, StayBook],
})
export class CareModule {}
