export * from './define-event'
export * from './events'
export * from './http'
export * from './topics'
