import { API_CLIENT_ID } from './demonstration'
import type { EnvironmentContext } from './environment'
import type { RunDescription } from './run-file'
import { SERVICES } from './services'

export function describeRun(context: EnvironmentContext, pids: Record<string, number>): RunDescription {
  const { ports, publicUrl, secrets, simulators, mongodbUri, kafkaBrokers, prefix, folders, pki } = context
  const door = (port: number): string => `127.0.0.1:${port}`
  return {
    ready: true,
    gateway: publicUrl,
    mllp: {
      identity: door(ports.door['mllp.identity']),
      pfi: door(ports.door['mllp.pfi']),
      zam: door(ports.door['mllp.zam']),
    },
    pids,
    services: Object.fromEntries(SERVICES.map((name) => [name, `http://127.0.0.1:${ports.service[name] ?? 0}`])),
    apiClient: {
      tokenUrl: `${publicUrl}/oauth/token`,
      clientId: API_CLIENT_ID,
      clientSecret: secrets.value('api-client-secret'),
    },
    mongodb: mongodbUri,
    kafka: kafkaBrokers,
    kafkaPrefix: prefix,
    simulators,
    logs: folders.logs,
    pki: pki.folder,
  }
}
