export { inForce, type Place, type PlaceKind } from './place'
export * from './places'
export * from './search'
