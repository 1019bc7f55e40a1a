import {
  type CanActivate,
  type ExecutionContext,
  ForbiddenException,
  Injectable,
  UnauthorizedException,
} from '@nestjs/common'
import { Reflector } from '@nestjs/core'
import type { Actor, Permission } from '@anamnese/contracts'
import { type AuthenticatedRequest, GATEWAY_ONLY, PERMISSIONS_NEEDED, PUBLIC, RECORD_PARAM } from './decorators'
import { InternalTokenVerifier } from './internal-token'
import { assertRecordOpen } from './record-access'

/** The id of the actor under which the gateway asks for itself. */
export const GATEWAY_ACTOR = 'gateway'

/** On every HTTP route of every service: without a valid internal token, 401, even on the private network. */
@Injectable()
export class InternalTokenGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly verifier: InternalTokenVerifier,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true
    const targets = [context.getHandler(), context.getClass()]
    const setting = <T>(key: string): T | undefined => this.reflector.getAllAndOverride<T | undefined>(key, targets)
    if (setting<boolean>(PUBLIC) === true) return true
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>()
    const actor = await this.authenticate(request)
    request.actor = actor
    if (setting<boolean>(GATEWAY_ONLY) === true && actor.id !== GATEWAY_ACTOR) throw new ForbiddenException()
    const missing = (setting<Permission[]>(PERMISSIONS_NEEDED) ?? []).filter(
      (permission) => !actor.permissions.includes(permission),
    )
    if (missing.length > 0) throw new ForbiddenException()
    const parameter = setting<string>(RECORD_PARAM)
    if (parameter !== undefined) assertRecordOpen(actor, String(request.params[parameter]))
    return true
  }

  private async authenticate(request: AuthenticatedRequest): Promise<Actor> {
    const token = /^Bearer (\S+)$/.exec(request.header('authorization') ?? '')?.[1]
    if (token === undefined) throw new UnauthorizedException()
    try {
      return await this.verifier.verify(token)
    } catch (error) {
      throw new UnauthorizedException('invalid internal token', { cause: error })
    }
  }
}
