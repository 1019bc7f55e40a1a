export type { StoredDocument } from './document-store'
export * from './patients'
export * from './simulator'
