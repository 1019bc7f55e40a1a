import fs from 'node:fs'
import { plainToInstance } from 'class-transformer'
import { getMetadataStorage, validateSync, type ValidationError } from 'class-validator'
import { ConfigError } from './config-error'

export type Environment = Record<string, string | undefined>

/**
 * Makes one typed object of the environment. `shape` is a class whose properties are variables with class-validator rules.
 * A variable `X_FILE` gives the value of `X` by the path of a file: the way secrets are mounted. Variables that the class does not
 * know are not looked at.
 * @throws ConfigError with every wrong variable, before anything else of the service starts.
 */
export function loadConfig<T extends object>(shape: new () => T, environment: Environment = process.env): T {
  const problems: string[] = []
  const values: Environment = {}
  const known = new Set(
    getMetadataStorage()
      .getTargetValidationMetadatas(shape, '', false, false)
      .map((rule) => rule.propertyName),
  )
  for (const [name, value] of Object.entries(environment)) {
    if (value === undefined || value === '') continue
    const target = name.endsWith('_FILE') ? name.slice(0, -'_FILE'.length) : ''
    if (known.has(name)) values[name] = value
    else if (known.has(target) && environment[target] === undefined) readSecret(target, value, values, problems)
  }
  const config = plainToInstance(shape, values, { enableImplicitConversion: false, exposeDefaultValues: true })
  for (const error of validateSync(config, { stopAtFirstError: true })) problems.push(describe(error))
  if (problems.length > 0) throw new ConfigError(problems)
  return Object.freeze(config)
}

function readSecret(name: string, file: string, values: Environment, problems: string[]): void {
  try {
    values[name] = fs.readFileSync(file, 'utf8').replace(/\n$/, '')
  } catch (error) {
    problems.push(
      `${name}_FILE : le fichier « ${file} » ne peut pas être lu (${(error as NodeJS.ErrnoException).code ?? 'erreur'})`,
    )
  }
}

function describe(error: ValidationError): string {
  const reason = Object.values(error.constraints ?? {})[0] ?? 'valeur incorrecte'
  const given =
    error.value === undefined
      ? 'absente'
      : /SECRET|KEY|PASSWORD|TOKEN/.test(error.property)
        ? 'valeur masquée'
        : `« ${String(error.value)} »`
  return `${error.property} (${given}) : ${reason}`
}
