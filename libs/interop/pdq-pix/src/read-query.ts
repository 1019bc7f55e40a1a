import { civilDateOf, type Hl7Field, type Hl7Finding, type Hl7Message, type Hl7Segment } from '@anamnese/interop-hl7v2'
import type {
  CrossReferenceQuery,
  DemographicCriteria,
  DemographicQuery,
  QueryAuthority,
  QueryIdentifier,
  ReadQuery,
} from './query'

const PDQ = 'IHE ITI-21 §3.21.4.1.2'
const PIX = 'IHE ITI-9 §3.9.4.1.2'
const MAX_CRITERIA = 30
const MAX_DOMAINS = 50

/** Is it one of the queries that {@link readQuery} reads? */
export function isQuery({ type }: Hl7Message): boolean {
  return type.code === 'QBP' && (type.event === 'Q22' || type.event === 'Q23')
}

/**
 * Reads and judges a patient demographics query (QBP^Q22) or a PIX query (QBP^Q23). Errors go with the place where they are, as ITI-21
 * and ITI-9 want them in ERR-2.
 */
export function readQuery(message: Hl7Message): ReadQuery {
  const findings = checkHeader(message)
  const qpd = message.first('QPD')
  const pdq = message.type.event === 'Q22'
  const rule = pdq ? PDQ : PIX
  const missing = (location: string, text: string): Hl7Finding => ({
    severity: 'E',
    location,
    code: '101',
    message: text,
    rule,
  })
  if (!qpd) return { findings: [...findings, { ...missing('QPD', 'Segment QPD absent.'), code: '100' }] }
  if (!qpd.has(1)) findings.push(missing('QPD-1', 'Nom de la requête absent (QPD-1).'))
  if (!qpd.has(2)) findings.push(missing('QPD-2', 'Étiquette de la requête absente (QPD-2).'))
  if (!qpd.has(3)) findings.push(missing('QPD-3', 'Critères de la requête absents (QPD-3).'))
  if (pdq && !message.first('RCP')) findings.push({ ...missing('RCP', 'Segment RCP absent.'), code: '100' })
  if (findings.some(({ severity }) => severity === 'E')) return { findings }
  return pdq ? demographics(message, qpd, findings) : crossReference(qpd, findings)
}

function checkHeader(message: Hl7Message): Hl7Finding[] {
  const { structure } = message.type
  const findings: Hl7Finding[] = []
  const say = (severity: 'E' | 'W', location: string, code: Hl7Finding['code'], text: string): void => {
    findings.push({ severity, location, code, message: text, rule: 'IHE ITI TF-2x C.2' })
  }
  if (structure !== '' && structure !== 'QBP_Q21') {
    say('E', 'MSH-9.3', '200', `La structure de cette requête est QBP_Q21, et non « ${structure} ».`)
  }
  if (message.controlId === undefined) say('E', 'MSH-10', '101', 'Identifiant du message absent (MSH-10).')
  const version = message.msh.get(12)
  if (version !== '2.5')
    say('E', 'MSH-12', '203', `Version HL7 « ${version ?? ''} » non prise en charge : 2.5 attendue.`)
  return findings
}

function demographics(message: Hl7Message, qpd: Hl7Segment, findings: Hl7Finding[]): ReadQuery<DemographicQuery> {
  const criteria = criteriaOf(qpd, findings)
  const rcp = message.first('RCP')
  const quantity = rcp?.get(2)
  const limit = quantity === undefined ? undefined : Number(quantity)
  if (limit !== undefined && (!Number.isInteger(limit) || limit < 1)) {
    findings.push(error('RCP-2', '102', `Nombre de réponses invalide : « ${quantity ?? ''} ».`, PDQ))
  }
  if ((rcp?.get(2, 2) ?? 'RD') !== 'RD') findings.push(error('RCP-2.2', '103', 'Seule l’unité RD est admise.', PDQ))
  if ((rcp?.get(1) ?? 'I') !== 'I') findings.push(error('RCP-1', '103', 'Seule la priorité I est admise.', PDQ))
  const continuation = message.get('DSC-1')
  if (findings.some(({ severity }) => severity === 'E')) return { findings }
  return {
    query: {
      kind: 'PDQ',
      tag: qpd.get(2) ?? '',
      criteria,
      domains: domainsOf(qpd, 8),
      ...(limit === undefined ? {} : { limit }),
      ...(continuation === undefined ? {} : { continuation }),
    },
    findings,
  }
}

function crossReference(qpd: Hl7Segment, findings: Hl7Finding[]): ReadQuery<CrossReferenceQuery> {
  const [field] = qpd.repetitions(3)
  const value = field?.get(1)
  if (!field || value === undefined || field.rawAt(4) === '') {
    findings.push(error('QPD-3.1', '101', 'Identifiant sans valeur ou sans autorité d’affectation (QPD-3).', PIX))
    return { findings }
  }
  const type = field.get(5)
  const identifier: QueryIdentifier = { value, ...authorityOf(field), ...(type === undefined ? {} : { type }) }
  return { query: { kind: 'PIX', tag: qpd.get(2) ?? '', identifier, domains: domainsOf(qpd, 4) }, findings }
}

type Setter = (criteria: DemographicCriteria, value: string) => string | undefined

/** Fields that may be asked for, as `@PID.n.m`; a setter says what is wrong with a value. */
const FIELDS: Readonly<Record<string, Setter>> = {
  '3.1': identifierPart('value'),
  '3.4': identifierPart('namespace'),
  '3.4.1': identifierPart('namespace'),
  '3.4.2': identifierPart('universalId'),
  '3.4.3': identifierPart('universalIdType'),
  '3.5': identifierPart('type'),
  '5.1': text('family'),
  '5.1.1': text('family'),
  '5.2': text('given'),
  '7': birthDate,
  '7.1': birthDate,
  '8': sex,
  '11.3': text('city'),
  '11.5': text('postalCode'),
  '13.1': text('phone'),
  '13.12': text('phone'),
}

function criteriaOf(qpd: Hl7Segment, findings: Hl7Finding[]): DemographicCriteria {
  const criteria: DemographicCriteria = {}
  const asked = qpd.repetitions(3)
  if (asked.length > MAX_CRITERIA) {
    findings.push(error('QPD-3', '102', `Plus de ${MAX_CRITERIA} critères dans une requête.`, PDQ))
    return criteria
  }
  asked.forEach((field, index) => {
    const place = index > 0 ? `QPD-3(${index + 1})` : 'QPD-3'
    const name = field.get(1) ?? ''
    const value = field.get(2)
    if (value === undefined) return
    const path = /^@?PID\.([\d.]+)$/.exec(name)?.[1] ?? ''
    const set = FIELDS[path]
    const problem = set ? set(criteria, value) : `Critère « ${name} » non pris en charge.`
    if (problem !== undefined) findings.push(error(`${place}.1`, set ? '102' : '103', problem, PDQ))
  })
  return criteria
}

function identifierPart(part: keyof QueryIdentifier): Setter {
  return (criteria, value) => {
    criteria.identifier = { ...criteria.identifier, [part]: value }
    return undefined
  }
}

function text(part: 'family' | 'given' | 'city' | 'postalCode' | 'phone'): Setter {
  return (criteria, value) => {
    if (value.length > 100) return 'Critère de plus de 100 caractères.'
    // Only an end may be left open: a beginning left open would be a search of everybody.
    if (/\*./.test(value) || value === '*') return 'Le caractère * ne s’emploie qu’à la fin d’un critère.'
    criteria[part] = value
    return undefined
  }
}

function birthDate(criteria: DemographicCriteria, value: string): string | undefined {
  const date = civilDateOf(value)
  if (date === undefined) return `Date de naissance invalide : « ${value} », AAAAMMJJ attendu.`
  criteria.birthDate = date
  return undefined
}

function sex(criteria: DemographicCriteria, value: string): string | undefined {
  if (value !== 'M' && value !== 'F' && value !== 'U') return `Sexe inconnu : « ${value} ».`
  criteria.sex = value
  return undefined
}

/** Domains are CX of which only the authority is valued. */
function domainsOf(qpd: Hl7Segment, field: number): QueryAuthority[] {
  return qpd.repetitions(field).slice(0, MAX_DOMAINS).map(authorityOf)
}

function authorityOf(field: Hl7Field): QueryAuthority {
  const [namespace, universalId, universalIdType] = [field.get(4, 1), field.get(4, 2), field.get(4, 3)]
  return {
    ...(namespace === undefined ? {} : { namespace }),
    ...(universalId === undefined ? {} : { universalId }),
    ...(universalIdType === undefined ? {} : { universalIdType }),
  }
}

function error(location: string, code: Hl7Finding['code'], message: string, rule: string): Hl7Finding {
  return { severity: 'E', location, code, message, rule }
}
