import { Controller } from '@nestjs/common'
import { OrdersController } from '@anamnese/platform-pfi-link'

@Controller('mssante')
export class MssanteOrdersController extends OrdersController {}
