import { runService } from '@anamnese/platform-service'
import { definition } from './definition'

void runService(definition)
