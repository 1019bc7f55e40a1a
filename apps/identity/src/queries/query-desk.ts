import { Inject, Injectable } from '@nestjs/common'
import { isAllowedOid, mayExchangeIns } from '@anamnese/domain-ins'
import type { Hl7Finding, Hl7Message } from '@anamnese/interop-hl7v2'
import { encodeSegment, repetitions, components, subcomponents } from '@anamnese/interop-hl7v2'
import type { MllpPeer } from '@anamnese/interop-mllp'
import { patientSegment } from '@anamnese/interop-pam-fr'
import {
  buildQueryAnswer,
  type CrossReferenceQuery,
  type DemographicQuery,
  type FoundPatient,
  type QueryAnswer,
  type QueryAuthority,
  readQuery,
} from '@anamnese/interop-pdq-pix'
import type { Log } from '@anamnese/platform-logging'
import { AuditTrail } from '@anamnese/platform-messaging'
import { CONFIG, LOG } from '@anamnese/platform-service'
import { IdentityConfig } from '../identity.config'
import { newId } from '../new-id'
import { patientFacts } from '../pam-out/identity-facts'
import { tellable } from '../pam-out/told'
import { parseAuthority } from '../patients/ipp'
import type { Patient } from '../patients/patient'
import { patientEvent } from '../patients/patient-event'
import { PatientRepository } from '../patients/patient.repository'
import { byIdentifier, conditionsOf, isDomain, isInsDomain, scoreOf } from './query-conditions'
import { RateLimit } from './rate-limit'

type Found = Pick<QueryAnswer, 'patients' | 'total' | 'remaining' | 'continuation'> & {
  findings: Hl7Finding[]
  seen: Patient[]
}

const DEFAULT_LIMIT = 20
const MAX_LIMIT = 100
const NOBODY: Found = { findings: [], patients: [], seen: [] }

/** Answers the questions of other systems: who is it (ITI-21), what are their identifiers (ITI-9). Each patient shown is traced. */
@Injectable()
export class QueryDesk {
  private readonly rate: RateLimit

  constructor(
    @Inject(CONFIG) private readonly config: IdentityConfig,
    @Inject(LOG) private readonly log: Log,
    private readonly patients: PatientRepository,
    private readonly trail: AuditTrail,
  ) {
    this.rate = new RateLimit(config.QUERIES_PER_MINUTE)
  }

  async answer(message: Hl7Message, peer: MllpPeer): Promise<Buffer> {
    const found = await this.find(message, peer).catch((error: unknown) => {
      this.log.error({ err: error, controlId: message.controlId }, 'requête d’identité sans réponse')
      return refused('MSH', '207', 'Recherche impossible : service momentanément indisponible.')
    })
    const { seen: _seen, ...answer } = found
    const heading = { controlId: newId().slice(6), at: new Date(), zone: this.config.TIME_ZONE }
    return buildQueryAnswer(message, { ...heading, ...answer })
  }

  private async find(message: Hl7Message, peer: MllpPeer): Promise<Found> {
    const sender = message.msh.get(3) ?? peer.address
    if (!this.rate.allows(`${sender} ${peer.address}`)) {
      return refused('MSH', '207', 'Trop de requêtes en une minute : à envoyer de nouveau plus tard.')
    }
    const { query, findings } = readQuery(message)
    if (!query) return { ...NOBODY, findings }
    const found = query.kind === 'PDQ' ? await this.demographics(query) : await this.crossReference(query)
    const shown = query.kind === 'PDQ' || query.domains.length === 0 || query.domains.some(isInsDomain)
    await this.trail.recordAll(
      undefined,
      found.seen.map((patient) => ({
        action: 'patient.query',
        patientId: patient._id,
        partner: sender,
        ins: shown && this.insOf(patient) !== undefined,
        detail: `Requête ${message.type.event} ${message.controlId ?? ''}`.trim(),
        purpose: 'automatic',
      })),
    )
    return { ...found, findings: [...findings, ...found.findings] }
  }

  private async demographics({ criteria, domains, limit, continuation }: DemographicQuery): Promise<Found> {
    const unknown = domains.findIndex((domain) => !this.isKnown(domain))
    if (unknown >= 0) return refused(`QPD-8${rank(unknown)}.4`, '204', 'Domaine d’identification inconnu (QPD-8).')
    const conditions = conditionsOf(criteria, domains)
    if (!conditions) {
      const text =
        'Recherche trop large : un identifiant, une date de naissance ou deux lettres du nom sont nécessaires.'
      return refused('QPD-3', '101', text)
    }
    const [shown, after] = pointer(continuation)
    const size = Math.min(limit ?? DEFAULT_LIMIT, MAX_LIMIT)
    const { ESTABLISHMENT: establishment } = this.config
    const following = after === undefined ? conditions : { $and: [conditions, { _id: { $gt: after } }] }
    const [seen, total] = await Promise.all([
      this.patients.find(establishment, following, { sort: { _id: 1 }, limit: size }),
      this.patients.page(establishment, conditions, { page: 1, size: 1, sort: { _id: 1 } }).then((page) => page.total),
    ])
    const remaining = Math.max(0, total - shown - seen.length)
    const last = seen.at(-1)?._id
    const patients = seen.flatMap((patient): FoundPatient[] => {
      const pid = this.pid(patient, domains)
      return pid === undefined ? [] : [{ pid, score: scoreOf(criteria, patient) }]
    })
    const more = remaining > 0 && last !== undefined
    return {
      findings: [],
      patients,
      seen,
      total,
      remaining,
      ...(more ? { continuation: `${shown + seen.length}.${last}` } : {}),
    }
  }

  private async crossReference({ identifier, domains }: CrossReferenceQuery): Promise<Found> {
    if (!this.isKnown(identifier)) return refused('QPD-3.4', '204', 'Domaine d’identification inconnu (QPD-3).')
    const unknown = domains.findIndex((domain) => !this.isKnown(domain))
    if (unknown >= 0) return refused(`QPD-4${rank(unknown)}.4`, '204', 'Domaine d’identification inconnu (QPD-4).')
    const { ESTABLISHMENT: establishment } = this.config
    let patient = await this.patients.findOne(establishment, byIdentifier(identifier))
    for (let step = 0; step < 10 && patient?.mergedInto !== undefined; step++) {
      patient = await this.patients.findById(establishment, patient.mergedInto)
    }
    if (!patient) return refused('QPD-3.1', '204', 'Identifiant de patient inconnu (QPD-3).')
    const wanted = (authority: QueryAuthority): boolean =>
      domains.length === 0 || domains.some((domain) => domain.namespace === authority.namespace)
    const others = patient.ipps.filter(
      ({ value, authority }) =>
        wanted({ namespace: authority.namespace }) && !(value === identifier.value && isDomain(authority, identifier)),
    )
    const ins =
      isInsDomain(identifier) || !(domains.length === 0 || domains.some(isInsDomain)) ? undefined : this.insOf(patient)
    if (others.length === 0 && !ins) return { ...NOBODY, seen: [patient] }
    const none = undefined
    const ids = [
      ...others.map(({ value, authority: { namespace, id, type } }) =>
        components(value, none, none, subcomponents(namespace, id, type), 'PI'),
      ),
      ...(ins
        ? [components(ins.matricule, none, none, subcomponents('ASIP-SANTE-INS-NIR', ins.oid, 'ISO'), 'INS')]
        : []),
    ]
    // The name is not part of the answer: ITI-9 asks for a space in its place.
    return { ...NOBODY, patients: [{ pid: encodeSegment('PID', { 3: repetitions(...ids), 5: ' ' }) }], seen: [patient] }
  }

  private pid(patient: Patient, domains: readonly QueryAuthority[]): string | undefined {
    const told = tellable(patientEvent(patient), { production: !this.config.INS_TEST_OIDS, domains: [] })
    if (!told) return undefined
    const ipps = told.ipps.filter(
      ({ authority }) => domains.length === 0 || domains.some((domain) => isDomain(authority, domain)),
    )
    const { ins, ...others } = told
    const withIns = ins && (domains.length === 0 || domains.some(isInsDomain))
    const facts = patientFacts(patient, { ...others, ...(withIns ? { ins } : {}), ipps }, undefined)
    return patientSegment(facts, this.config.TIME_ZONE)
  }

  /** What may be exchanged: the INS of a qualified identity, of the environment of this installation. */
  private insOf({ ins, status }: Patient): Patient['ins'] {
    return ins && mayExchangeIns(status) && isAllowedOid(ins.oid, !this.config.INS_TEST_OIDS) ? ins : undefined
  }

  private isKnown(domain: QueryAuthority): boolean {
    if (isInsDomain(domain)) return true
    const known = [this.config.IPP_AUTHORITY, ...this.config.QUERY_DOMAINS].map(parseAuthority)
    return known.some((authority) => isDomain(authority, domain))
  }
}

const rank = (index: number): string => (index > 0 ? `(${index + 1})` : '')

/** Patients already given, and the last of them. */
function pointer(text: string | undefined): [shown: number, after: string | undefined] {
  const match = /^(\d{1,7})\.([\w-]{1,64})$/.exec(text ?? '')
  return match ? [Number(match[1]), match[2]] : [0, undefined]
}

function refused(location: string, code: Hl7Finding['code'], message: string): Found {
  return { ...NOBODY, findings: [{ severity: 'E', location, code, message, rule: 'IHE ITI-21, ITI-9' }] }
}
