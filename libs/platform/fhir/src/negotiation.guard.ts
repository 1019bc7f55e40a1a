import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common'
import type { Request } from 'express'
import { assertAcceptable } from '@anamnese/interop-fhir-fr'
import { queryOf } from './request'

/** 406 before any work is done for who cannot read the answer. */
@Injectable()
export class NegotiationGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>()
    assertAcceptable(request.headers.accept, queryOf(request).get('_format'))
    return true
  }
}
