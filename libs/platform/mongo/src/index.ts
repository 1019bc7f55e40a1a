export type { ClientSession, QueryFilter } from 'mongoose'
export * from './mongo'
export * from './repository'
