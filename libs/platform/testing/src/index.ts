export * from './crash/tally'
export * from './eventually'
export * from './fixtures'
export * from './test-service'
