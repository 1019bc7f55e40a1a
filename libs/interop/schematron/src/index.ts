export * from './load'
export * from './run'
export * from './schema'
export * from './schematron-error'
