/** One node, broker and controller; internal topics on one replica; no wait before the first rebalance, no automatic topic. */
export function kafkaProperties(ports: { port: number; controllerPort: number }, dataFolder: string): string {
  const { port, controllerPort } = ports
  const settings: Record<string, string | number | boolean> = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
    'offsets.topic.replication.factor': 1,
    'offsets.topic.num.partitions': 4,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'transaction.state.log.num.partitions': 4,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    'group.initial.rebalance.delay.ms': 0,
    'auto.create.topics.enable': false,
    'log.dirs': dataFolder.replaceAll('\\', '/'),
  }
  return Object.entries(settings)
    .map(([key, value]) => `${key}=${value}`)
    .join('\n')
}

/** Kafka logs nothing without a configuration; one file of 5 MB at most and the one before. */
export const LOG4J = `
status = error
appender.file.type = RollingFile
appender.file.name = file
appender.file.fileName = \${sys:anamnese.log}
appender.file.filePattern = \${sys:anamnese.log}.1
appender.file.layout.type = PatternLayout
appender.file.layout.pattern = %d %p %c{1} %m%n
appender.file.policies.type = Policies
appender.file.policies.size.type = SizeBasedTriggeringPolicy
appender.file.policies.size.size = 5MB
appender.file.strategy.type = DefaultRolloverStrategy
appender.file.strategy.max = 1
rootLogger.level = warn
rootLogger.appenderRef.file.ref = file
`
