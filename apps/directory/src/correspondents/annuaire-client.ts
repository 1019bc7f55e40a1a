import { AnnuaireError } from './annuaire-error'
import { type Bundle, type FhirResource, readBundle } from './fhir'
import { type FoundProfessional, mailboxesOf, readPractitioner } from './professional'

/** A page of 50 resources is far below. */
const MAX_BYTES = 4 * 1024 * 1024

export interface AnnuaireOptions {
  /** FHIR base, e.g. `https://gateway.api.esante.gouv.fr/fhir/v2` */
  url: string
  apiKey: string
  timeoutMs: number
}

/** The Annuaire Santé's free-access FHIR API, version 2: professionals by identifier, name or mailbox. */
export class AnnuaireClient {
  constructor(private readonly options: AnnuaireOptions) {}

  /**
   * Looks for professionals as a person types: an RPPS, an address, or a name with the beginning of a given name.
   * @throws AnnuaireError
   */
  async search(q: string, count: number): Promise<FoundProfessional[]> {
    const parameters = searchParameters(q)
    if (parameters === undefined) return []
    const bundle = await this.get('Practitioner', { ...parameters, _count: String(Math.min(count, 50)) })
    return bundle.matches.flatMap((resource) => readPractitioner(resource) ?? [])
  }

  /**
   * One professional by RPPS, with the mailboxes of their places of exercise after their own.
   * @throws AnnuaireError
   */
  async lookup(rpps: string): Promise<FoundProfessional | undefined> {
    const practitioners = await this.get('Practitioner', { identifier: rpps })
    const resource = practitioners.matches[0]
    const professional = resource === undefined ? undefined : readPractitioner(resource)
    if (resource === undefined || professional === undefined) return undefined
    const roles = await this.get('PractitionerRole', {
      practitioner: resource.id,
      _include: 'PractitionerRole:organization',
    })
    const more = [...roles.matches, ...roles.included].flatMap(mailboxesOf)
    const known = new Set(professional.mailboxes.map(({ address }) => address))
    return {
      ...professional,
      mailboxes: [...professional.mailboxes, ...more.filter(({ address }) => !known.has(address))],
    }
  }

  private async get(type: FhirResource['resourceType'], parameters: Record<string, string>): Promise<Bundle> {
    const url = `${this.options.url}/${type}?${new URLSearchParams(parameters).toString()}`
    let response: Response
    try {
      response = await fetch(url, {
        headers: { 'ESANTE-API-KEY': this.options.apiKey, Accept: 'application/fhir+json' },
        signal: AbortSignal.timeout(this.options.timeoutMs),
        redirect: 'error',
      })
    } catch (cause) {
      throw new AnnuaireError('ANNUAIRE.UNAVAILABLE', 'l’Annuaire ne répond pas', undefined, { cause })
    }
    if (response.status === 429) {
      const seconds = Number(response.headers.get('Retry-After'))
      throw new AnnuaireError(
        'ANNUAIRE.BUSY',
        'l’Annuaire limite les demandes',
        seconds > 0 ? seconds * 1000 : undefined,
      )
    }
    if (response.status >= 500) throw new AnnuaireError('ANNUAIRE.UNAVAILABLE', `statut ${response.status}`)
    if (!response.ok) throw new AnnuaireError('ANNUAIRE.REFUSED', `statut ${response.status}`)
    return readBundle(await boundedText(response))
  }
}

function searchParameters(q: string): Record<string, string> | undefined {
  const text = q.trim()
  if (/^\d{11}$/.test(text)) return { identifier: text }
  if (/^8\d{11}$/.test(text)) return { identifier: text.slice(1) }
  if (/^\S+@\S*$/.test(text)) return { 'mailbox-mss:contains': text }
  // A comma means "or" to the server.
  const [family, given] = text.replace(/[,|\\$]/g, ' ').split(/\s+/)
  if (family === undefined || family.length < 2) return undefined
  return { family, ...(given === undefined ? {} : { given }) }
}

async function boundedText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.length
      if (size > MAX_BYTES) throw new AnnuaireError('ANNUAIRE.ANSWER', 'réponse trop grande')
      chunks.push(chunk)
    }
  } catch (cause) {
    if (cause instanceof AnnuaireError) throw cause
    throw new AnnuaireError('ANNUAIRE.UNAVAILABLE', 'la réponse de l’Annuaire s’est interrompue', undefined, { cause })
  }
  return Buffer.concat(chunks).toString('utf8')
}
