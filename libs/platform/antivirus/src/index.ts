export * from './antivirus'
export * from './clamd'
