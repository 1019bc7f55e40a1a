import { Controller } from '@nestjs/common'
import { OrdersController } from '@anamnese/platform-pfi-link'

@Controller('dmp')
export class DmpOrdersController extends OrdersController {}
