export * from './identity-traits'
