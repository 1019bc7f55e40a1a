import { applyDecorators, Catch, type ExceptionFilter, UseFilters } from '@nestjs/common'
import { EventPattern } from '@nestjs/microservices'
import { type Observable, throwError } from 'rxjs'
import type { EventDefinition } from '@anamnese/contracts'

/** Lets the real error through to the strategy, which decides between another try and the dead letters. */
@Catch()
class RethrowFilter implements ExceptionFilter {
  catch(error: unknown): Observable<never> {
    return throwError(() => error)
  }
}

/** Marks a controller's method as the handler of an event type; its one parameter is a `ReceivedEvent`. */
export const OnEvent = (definition: EventDefinition): MethodDecorator =>
  applyDecorators(EventPattern(patternOf(definition)), UseFilters(new RethrowFilter()))

export function patternOf(definition: { topic: string; type: string }): string {
  return `${definition.topic}|${definition.type}`
}
