import { Schema } from 'mongoose'
import type { Stay } from './stay'

const { Mixed } = Schema.Types

export const staySchema = new Schema<Stay>(
  {
    _id: String,
    establishment: String,
    version: Number,
    patientId: String,
    movedFrom: String,
    number: String,
    accountNumber: String,
    movements: [Mixed],
    patientClass: String,
    state: String,
    admittedAt: String,
    dischargedAt: String,
    dischargeMode: String,
    unit: Mixed,
    room: String,
    bed: String,
    attendingDoctor: Mixed,
    units: [String],
    changedAt: String,
  },
  { versionKey: false, minimize: false },
)
// The stay of a movement; a visit number designates one stay.
staySchema.index({ establishment: 1, number: 1 }, { unique: true })
// Stays of a patient.
staySchema.index({ establishment: 1, patientId: 1, admittedAt: -1 })
// Stays of an account that goes to another patient.
staySchema.index({ establishment: 1, accountNumber: 1 })
// Patients present in a unit, by bed; units with patients.
staySchema.index({ establishment: 1, state: 1, 'unit.code': 1, room: 1, bed: 1 })
// Stays that a merge gives back to the record that they were opened under.
staySchema.index({ establishment: 1, movedFrom: 1 }, { sparse: true })
