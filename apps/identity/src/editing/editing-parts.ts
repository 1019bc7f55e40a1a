import { EditingController } from './editing.controller'
import { EditingService } from './editing.service'
import { PlacesController } from './places.controller'

/** Modification of identities by people, and what their forms ask for. */
export const EDITING_CONTROLLERS = [EditingController, PlacesController]
export const EDITING_PROVIDERS = [EditingService]
