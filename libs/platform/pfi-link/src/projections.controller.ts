import { Controller } from '@nestjs/common'
import { PatientChanged, type PatientChangedData, StayChanged, type StayChangedData } from '@anamnese/contracts'
import { OnEvent, type ReceivedEvent } from '@anamnese/platform-messaging'
import { PatientRepository, type PatientRow } from './patient.repository'
import { StayRepository, type StayRow } from './stay.repository'

/** Keeps what sending needs of identity and care. */
@Controller()
export class ProjectionsController {
  constructor(
    private readonly patients: PatientRepository,
    private readonly stays: StayRepository,
  ) {}

  @OnEvent(PatientChanged)
  async onPatient({ data, session }: ReceivedEvent<PatientChangedData>): Promise<void> {
    const before = await this.patients.findById(data.establishment, data.patientId, session)
    const ins = before?.ins ?? before?.insBeforeMerge
    const row: PatientRow = {
      _id: data.patientId,
      establishment: data.establishment,
      version: data.version,
      birthName: data.traits.birthName,
      firstBirthGivenName: data.traits.firstBirthGivenName,
      birthDate: data.traits.birthDate,
      status: data.status,
      attributes: data.attributes,
      ...(data.ins === undefined ? {} : { ins: data.ins }),
      ...(data.mergedInto === undefined
        ? {}
        : { mergedInto: data.mergedInto, ...(ins ? { insBeforeMerge: ins } : {}) }),
    }
    await this.patients.project(row, session)
  }

  @OnEvent(StayChanged)
  async onStay({ data, session }: ReceivedEvent<StayChangedData>): Promise<void> {
    const row: StayRow = {
      _id: data.stayId,
      establishment: data.establishment,
      version: data.version,
      patientId: data.patientId,
      number: data.number,
      patientClass: data.patientClass,
      ...(data.accountNumber === undefined ? {} : { accountNumber: data.accountNumber }),
      ...(data.unit === undefined ? {} : { unit: data.unit.code }),
      ...(data.admittedAt === undefined ? {} : { admittedAt: data.admittedAt }),
      ...(data.dischargedAt === undefined ? {} : { dischargedAt: data.dischargedAt }),
    }
    await this.stays.project(row, session)
  }
}
