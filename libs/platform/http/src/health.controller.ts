import { Controller, Get, Res } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import type { Response } from 'express'
import { HealthRegistry } from '@anamnese/platform-health'
import { Public } from '@anamnese/platform-security'

@Public()
@ApiExcludeController()
@Controller('health')
export class HealthController {
  constructor(private readonly health: HealthRegistry) {}

  @Get('live')
  async live(@Res() response: Response): Promise<void> {
    const report = await this.health.report('live')
    response.status(report.ok ? 200 : 503).json(report)
  }

  @Get('ready')
  async ready(@Res() response: Response): Promise<void> {
    const report = await this.health.report('ready')
    response.status(report.ok ? 200 : 503).json(report)
  }
}
