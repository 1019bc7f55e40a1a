export * from './pki'
