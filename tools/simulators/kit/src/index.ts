export * from './admin'
export * from './failures'
export * from './raw-request'
export * from './service'
