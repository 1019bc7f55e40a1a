export * from './letter'
