export * from './ins'
