export * from './people'
export * from './simulator'
