export { PORT_NAMES, type HostConfig, type PortName } from './config'
