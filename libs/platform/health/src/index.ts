export * from './health-registry'
