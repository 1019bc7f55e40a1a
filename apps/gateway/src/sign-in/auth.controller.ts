import { Body, Controller, Get, Header, HttpCode, Inject, Post, Query, Req, Res, UseGuards } from '@nestjs/common'
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger'
import { SkipThrottle, ThrottlerGuard } from '@nestjs/throttler'
import { IsString, MaxLength } from 'class-validator'
import type { Request, Response } from 'express'
import type { Session } from '@anamnese/contracts'
import { ProblemError } from '@anamnese/platform-http'
import { AuditTrail } from '@anamnese/platform-messaging'
import { Public } from '@anamnese/platform-security'
import { CONFIG } from '@anamnese/platform-service'
import type { GatewayConfig } from '../gateway.config'
import { requireSession } from '../sessions/gateway-request'
import { SessionsService } from '../sessions/sessions.service'
import { answerRefusal } from './refusal-answer'
import { SignInRefusal } from './refusal'
import { toSession } from './session-view'
import { SignInService } from './sign-in.service'
import { SignOutService } from './sign-out.service'

class ExerciseDto {
  @ApiProperty()
  @IsString({ message: 'identifiant de la situation d’exercice' })
  @MaxLength(300)
  id!: string
}

/**
 * Sign-in by Pro Santé Connect, the session, and its end. Public: each route looks at the session itself. Sign-ins are limited per
 * address; what a signed-in person asks is not, since a whole hospital may come from one address.
 */
@ApiTags('Identification')
@Public()
@UseGuards(ThrottlerGuard)
@Controller('auth')
export class AuthController {
  constructor(
    @Inject(CONFIG) private readonly config: GatewayConfig,
    private readonly signIn: SignInService,
    private readonly signOut: SignOutService,
    private readonly sessions: SessionsService,
    private readonly trail: AuditTrail,
  ) {}

  @ApiOperation({ summary: 'Commencer l’identification par Pro Santé Connect (?returnTo=chemin à afficher ensuite)' })
  @Get('login')
  async login(
    @Req() request: Request,
    @Res() response: Response,
    @Query('returnTo') returnTo?: unknown,
  ): Promise<void> {
    try {
      await this.signIn.start(request, response, typeof returnTo === 'string' ? returnTo : undefined)
    } catch (error) {
      if (!(error instanceof SignInRefusal)) throw error
      answerRefusal(request, response, error)
    }
  }

  @ApiOperation({ summary: 'Retour de Pro Santé Connect' })
  @Get('psc/callback')
  async callback(@Req() request: Request, @Res() response: Response): Promise<void> {
    try {
      response.redirect(303, await this.signIn.finish(request, response))
    } catch (error) {
      if (!(error instanceof SignInRefusal)) throw error
      answerRefusal(request, response, error)
    }
  }

  @ApiOperation({ summary: 'La session en cours, 401 quand personne n’est identifié' })
  @SkipThrottle()
  @Get('session')
  @Header('Cache-Control', 'no-store')
  session(@Req() request: Request): Session {
    return toSession(requireSession(request), this.config.SESSION_IDLE_SECONDS)
  }

  @ApiOperation({ summary: 'Choisir une autre situation d’exercice' })
  @SkipThrottle()
  @Post('exercise')
  @HttpCode(200)
  async exercise(@Req() request: Request, @Body() { id }: ExerciseDto): Promise<Session> {
    const session = requireSession(request)
    if (!session.exercises.some((exercise) => exercise.id === id))
      throw new ProblemError(422, 'SESSION.EXERCISE', 'Cette situation d’exercice n’est pas une des vôtres.')
    const changed = await this.sessions.chooseExercise(session, id)
    await this.trail.record(changed.actor, { action: 'session.exercise', detail: id })
    return toSession(changed, this.config.SESSION_IDLE_SECONDS)
  }

  @ApiOperation({ summary: 'Terminer la session ; redirectTo termine aussi celle de Pro Santé Connect' })
  @SkipThrottle()
  @Post('logout')
  @HttpCode(200)
  async logout(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<{ redirectTo?: string }> {
    return this.signOut.end(response, requireSession(request))
  }
}
