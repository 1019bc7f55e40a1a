import { createParamDecorator, type ExecutionContext, SetMetadata, UnauthorizedException } from '@nestjs/common'
import type { Actor, Permission } from '@anamnese/contracts'
import type { Request } from 'express'

export const PUBLIC = 'anamnese:public'
export const PERMISSIONS_NEEDED = 'anamnese:permissions'
export const RECORD_PARAM = 'anamnese:record'
export const GATEWAY_ONLY = 'anamnese:gateway'

/** No token needed: probes, sign-in pages. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(PUBLIC, true)

/** The actor needs all of these permissions. */
export const Requires = (...permissions: Permission[]): MethodDecorator & ClassDecorator =>
  SetMetadata(PERMISSIONS_NEEDED, permissions)

/** A person must have opened the record whose id is this route parameter (care team, or break-glass with its reason). */
export const PatientRecord = (parameter = 'patientId'): MethodDecorator & ClassDecorator =>
  SetMetadata(RECORD_PARAM, parameter)

/** Asked by the gateway for itself (`/internal/*`), never forwarded for someone. */
export const GatewayOnly = (): MethodDecorator & ClassDecorator => SetMetadata(GATEWAY_ONLY, true)

/** Express request that passed the guard. */
export interface AuthenticatedRequest extends Request {
  actor?: Actor
}

/** The verified actor of the request, as a handler's parameter. */
export const CurrentActor = createParamDecorator((_data: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<AuthenticatedRequest>()
  if (actor === undefined) throw new UnauthorizedException()
  return actor
})
