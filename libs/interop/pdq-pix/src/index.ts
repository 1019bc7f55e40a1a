export * from './query'
export * from './read-query'
export * from './response'
