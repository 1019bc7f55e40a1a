export * from './event-runtime'
export * from './start-service'
export * from './tokens'
export * from './work-loop'
