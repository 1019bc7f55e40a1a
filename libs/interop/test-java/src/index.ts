export * from './java-distribution'
export * from './java-peer'
export * from './process'
export * from './when-usable'
