export * from './identifiers'
export * from './luhn'
export * from './professional'
