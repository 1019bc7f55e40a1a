import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { ConfigError, loadConfig, ServiceConfig } from './index'

const environment = {
  MONGODB_URI: 'mongodb://127.0.0.1:27017/?replicaSet=rs0',
  KAFKA_BROKERS: '127.0.0.1:9092, 127.0.0.1:9093',
  ESTABLISHMENT: '220000020',
  INTERNAL_TOKEN_PUBLIC_KEY:
    '-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----',
}

describe('loadConfig', () => {
  it('makes typed values of the environment', () => {
    const config = loadConfig(ServiceConfig, { ...environment, HTTP_PORT: '3001' })
    expect(config.HTTP_PORT).toBe(3001)
    expect(config.KAFKA_BROKERS).toEqual(['127.0.0.1:9092', '127.0.0.1:9093'])
  })

  it('names every wrong variable and says what it should be', () => {
    const attempt = (): unknown =>
      loadConfig(ServiceConfig, { ...environment, MONGODB_URI: 'localhost', HTTP_PORT: 'abc' })
    expect(attempt).toThrow(ConfigError)
    expect(attempt).toThrow(/MONGODB_URI \(« localhost »\).*mongodb:\/\//)
    expect(attempt).toThrow(/HTTP_PORT/)
  })

  it('never prints the value of a secret', () => {
    expect(() => loadConfig(ServiceConfig, { ...environment, BLOB_MASTER_KEY: 'trop-court' })).toThrow(/valeur masquée/)
    expect(() => loadConfig(ServiceConfig, { ...environment, BLOB_MASTER_KEY: 'trop-court' })).not.toThrow(/trop-court/)
  })

  it('reads a secret from the file that X_FILE names', () => {
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'config-')), 'key')
    fs.writeFileSync(file, `${Buffer.alloc(32, 7).toString('base64')}\n`)
    expect(loadConfig(ServiceConfig, { ...environment, BLOB_MASTER_KEY_FILE: file }).BLOB_MASTER_KEY).toHaveLength(44)
    expect(() => loadConfig(ServiceConfig, { ...environment, BLOB_MASTER_KEY_FILE: `${file}.absent` })).toThrow(
      /BLOB_MASTER_KEY_FILE/,
    )
  })
})
