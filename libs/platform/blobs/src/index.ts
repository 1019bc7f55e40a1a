export * from './blob-store'
