import { Controller, Get, Param } from '@nestjs/common'
import type { Actor, WardPatient, WardSummary } from '@anamnese/contracts'
import { AuditTrail } from '@anamnese/platform-messaging'
import { CurrentActor, Requires } from '@anamnese/platform-security'
import type { Patient } from '../patients/patient'
import { PatientRepository } from '../patients/patient.repository'
import type { Stay } from '../stays/stay'
import { StayRepository } from '../stays/stay.repository'

const MAX_PATIENTS = 500

/** Units and the patients present in them. */
@Requires('patient.read')
@Controller('wards')
export class WardsController {
  constructor(
    private readonly stays: StayRepository,
    private readonly patients: PatientRepository,
    private readonly trail: AuditTrail,
  ) {}

  /** Mine first, even when nobody is in them. */
  @Get()
  async list(@CurrentActor() actor: Actor): Promise<WardSummary[]> {
    const present = await this.stays.presence(actor.establishment)
    const empty = actor.units.filter((code) => !present.some((ward) => ward.unit.code === code))
    return [...present, ...empty.map((code) => ({ unit: { code }, present: 0 }))]
      .map((ward) => ({ ...ward, mine: actor.units.includes(ward.unit.code) }))
      .sort((one, other) => Number(other.mine) - Number(one.mine) || one.unit.code.localeCompare(other.unit.code))
  }

  @Get(':unit')
  async read(@Param('unit') unit: string, @CurrentActor() actor: Actor): Promise<WardPatient[]> {
    const stays = await this.stays.find(
      actor.establishment,
      { state: 'open', 'unit.code': unit },
      { sort: { room: 1, bed: 1, admittedAt: 1 }, limit: MAX_PATIENTS },
    )
    const patients = await this.patients.liveOf(
      actor.establishment,
      stays.map((stay) => stay.patientId),
    )
    await this.trail.record(actor, { action: 'ward.read', object: { kind: 'unit', id: unit } })
    return stays.flatMap((stay) => {
      const patient = patients.get(stay.patientId)
      return patient ? [wardPatient(stay, patient)] : []
    })
  }
}

function wardPatient(stay: Stay, patient: Patient): WardPatient {
  const { room, bed, admittedAt, attendingDoctor } = stay
  const { birthName, usedName, firstBirthGivenName, birthDate, sex, identityStatus } = patient
  return {
    stayId: stay._id,
    stayNumber: stay.number,
    patientId: patient._id,
    birthName,
    ...(usedName === undefined ? {} : { usedName }),
    firstBirthGivenName,
    birthDate,
    sex,
    identityStatus,
    ...(room === undefined ? {} : { room }),
    ...(bed === undefined ? {} : { bed }),
    ...(admittedAt === undefined ? {} : { admittedAt }),
    ...(attendingDoctor === undefined ? {} : { attendingDoctor }),
  }
}
