export * from './letter'
export * from './pdf-error'
export * from './render'
export { unprintableCharacters } from './text'
