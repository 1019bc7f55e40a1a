export * from './fake-pfi'
export * from './letter'
