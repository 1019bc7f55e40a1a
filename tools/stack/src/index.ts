export { StackError, reason } from './errors'
export { startServers } from './servers/start-servers'
export type { Infra, RunningServers, ServerControl, StartServersOptions } from './servers/types'
export { ensurePki, type Pki } from './pki/pki'
