export type { ClientSession, QueryFilter } from 'mongoose'
export * from './merged-records.repository'
export * from './mongo'
export * from './repository'
