import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One answer of the fake server, or a function of the request's address. */
type Answer = { status: number; headers?: Record<string, string>; body?: unknown } | 'silence'

export interface FakeAnnuaire {
  url: string
  requests: { path: string; key: string | undefined }[]
  answer: (path: URL) => Answer
  close(): Promise<void>
}

/** A server that answers what the test says, in the words of the published FHIR API. */
export async function startFakeAnnuaire(): Promise<FakeAnnuaire> {
  const fake: FakeAnnuaire = {
    url: '',
    requests: [],
    answer: () => ({ status: 200, body: bundle() }),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://annuaire')
    fake.requests.push({
      path: path.pathname + path.search,
      key: request.headers['esante-api-key'] as string | undefined,
    })
    const answer = fake.answer(path)
    if (answer === 'silence') return
    response.writeHead(answer.status, { 'Content-Type': 'application/fhir+json', ...answer.headers })
    response.end(JSON.stringify(answer.body ?? {}))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  fake.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir/v2`
  return fake
}

export function bundle(...resources: object[]): object {
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total: resources.length,
    entry: resources.map((resource) => ({
      resource,
      search: { mode: (resource as { resourceType: string }).resourceType === 'Organization' ? 'include' : 'match' },
    })),
  }
}

export function mailbox(value: string, type: string, listeRouge = false): object {
  return {
    system: 'email',
    value,
    extension: [
      {
        url: 'https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-contact-point-email-type',
        valueCoding: { code: 'MSSANTE' },
      },
      {
        url: 'https://interop.esante.gouv.fr/ig/fhir/annuaire/StructureDefinition/as-ext-mailbox-mss-metadata',
        extension: [
          { url: 'type', valueCodeableConcept: { coding: [{ code: type }] } },
          { url: 'listeRouge', valueBoolean: listeRouge },
        ],
      },
    ],
  }
}

/** An invented general practitioner; the RPPS has a right key. */
export function practitioner(change: object = {}): object {
  return {
    resourceType: 'Practitioner',
    id: '003-000016',
    active: true,
    identifier: [
      { system: 'https://rpps.esante.gouv.fr', value: '10100000016' },
      { system: 'urn:oid:1.2.250.1.71.4.2.1', value: '810100000016' },
    ],
    name: [{ family: 'TANGUY', given: ['Paul'], prefix: ['DR'] }],
    qualification: [
      { code: { coding: [{ system: 'https://mos.esante.gouv.fr/NOS/TRE_G15-ProfessionSante', code: '10' }] } },
      { code: { coding: [{ system: 'https://mos.esante.gouv.fr/NOS/TRE_R38-SpecialiteOrdinale', code: 'SM54' }] } },
    ],
    telecom: [
      mailbox('Paul.Tanguy@medecin.mssante.example', 'PER'),
      mailbox('secret@medecin.mssante.example', 'PER', true),
    ],
    ...change,
  }
}
