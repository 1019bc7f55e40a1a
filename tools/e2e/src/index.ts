export { Person } from './support/person'
export { openBrowser } from './support/browser'
export { readRun } from './support/run'
