export type Infra = 'external' | 'native' | 'docker'

export interface StartServersOptions {
  /** Which way; by default the first possible of external, native, docker. */
  infra?: Infra | undefined
  /** Folder of the data, kept between starts. Not used by `external`. */
  dataDir: string
  /** Told what happens, one French line at a time. */
  log?: (line: string) => void
  /** Memory of Kafka's Java machine, in MiB. */
  kafkaHeapMb?: number
  /** Told when a server ended without having been asked to. */
  onUnexpectedExit?: (name: string) => void
}

/** One server that can be stopped and started again, as outage tests do. */
export interface ServerControl {
  readonly pid: number | undefined
  start(): Promise<void>
  stop(): Promise<void>
  /** Ends it as a power failure would. */
  kill(): Promise<void>
}

export interface RunningServers {
  infra: Infra
  mongodbUri: string
  kafkaBrokers: string
  /** Only of the native way. */
  mongod?: ServerControl
  kafka?: ServerControl
  stop(): Promise<void>
}
