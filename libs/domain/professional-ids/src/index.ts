export * from './professional'
