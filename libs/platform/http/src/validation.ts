import { ValidationPipe, type ValidationError } from '@nestjs/common'
import { ProblemError } from './problem'

/** Validates each request object with class-validator; an unknown property is refused; errors name their fields in French. */
export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    exceptionFactory: (errors) =>
      new ProblemError(400, 'REQUEST.INVALID', 'La demande comporte des valeurs incorrectes.', undefined, {
        errors: errors.flatMap((error) => flatten(error)),
      }),
  })
}

function flatten(error: ValidationError, path = ''): { field: string; message: string }[] {
  const field = path === '' ? error.property : `${path}.${error.property}`
  const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({
    field,
    message: rule === 'whitelistValidation' ? 'propriété inconnue' : message,
  }))
  return [...own, ...(error.children ?? []).flatMap((child) => flatten(child, field))]
}
