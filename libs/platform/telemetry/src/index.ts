export * from './telemetry'
