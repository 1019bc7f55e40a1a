export * from './eventually'
export * from './fixtures'
export * from './test-service'
