export * from './clamd-process'
