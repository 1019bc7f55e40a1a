export * from './decorators'
export * from './internal-token'
export * from './internal-token.guard'
export * from './record-access'
