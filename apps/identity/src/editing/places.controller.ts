import { Controller, Get, Query } from '@nestjs/common'
import { IsOptional, IsString, Matches, MaxLength } from 'class-validator'
import type { PlaceView } from '@anamnese/contracts'
import { isValidAt, type Place, placeHint, searchPlaces } from '@anamnese/domain-geography'
import { Requires } from '@anamnese/platform-security'

class PlacesQuery {
  @IsString({ message: 'nom ou code du lieu' })
  @MaxLength(60, { message: 'nom ou code de 60 caractères au plus' })
  q: string = ''

  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'date de naissance : aaaa-mm-jj' })
  at?: string
}

/** Places of birth, for the forms: the code that served on the birth date comes first. */
@Requires('identity.write')
@Controller('identity/places')
export class PlacesController {
  @Get()
  places(@Query() { q, at }: PlacesQuery): PlaceView[] {
    return searchPlaces({ text: q, ...(at === undefined ? {} : { day: at }) }).map((place) => placeView(place, at))
  }
}

function placeView(place: Place, at: string | undefined): PlaceView {
  const { successor: _successor, ...view } = place
  if (at === undefined) return { ...view, valid: place.until === undefined }
  const hint = placeHint(place, at)
  return { ...view, valid: isValidAt(place.code, at) !== false, ...(hint === undefined ? {} : { hint }) }
}
