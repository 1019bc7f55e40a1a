import { CareCircleController } from './care-circle.controller'
import { CareCircleRepository } from './care-circle.repository'
import { SuggestionsController } from './suggestions.controller'
import { SuggestionsService } from './suggestions.service'

export const recipientsControllers = [CareCircleController, SuggestionsController]
export const recipientsProviders = [CareCircleRepository, SuggestionsService]
