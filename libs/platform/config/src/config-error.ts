/** The environment is wrong: the service does not start. `message` names each variable and what it should be. */
export class ConfigError extends Error {
  readonly code = 'CONFIG.INVALID'

  constructor(readonly problems: string[]) {
    super(`Configuration invalide :\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
    this.name = 'ConfigError'
  }
}
