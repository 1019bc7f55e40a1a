import { badParameter, FhirError, type Issue } from '../outcome'
import { readCursor } from './cursor'
import { intervalsOf } from './dates'
import {
  type Criterion,
  DEFAULT_COUNT,
  MAX_COUNT,
  type Search,
  type SearchDefinition,
  type Summary,
} from './definition'
import type { SearchParameter } from './definition'
import { splitUnescaped, tokenOf, unescaped } from './values'

const MAX_PARAMETERS = 40
const MAX_VALUES = 20
const MAX_LENGTH = 300
/** Said by the request, without effect on what is found. */
const OF_THE_REQUEST = new Set(['_format', '_pretty'])
const RESULT = new Set(['_count', '_sort', '_summary', '_elements', '_total', '_cursor'])
/** Dates that are days; the others are instants. */
const CIVIL = new Set(['birthdate'])

/**
 * Reads a search. What is not understood is an error, unless who asks wants it left aside (`Prefer: handling=lenient`): a search
 * that ignores a criterion finds other people than those asked for.
 * @throws FhirError 400, all that is wrong at once
 */
export function parseSearch(definition: SearchDefinition, query: URLSearchParams, lenient: boolean): Search {
  const pairs = [...query].filter(([name]) => !OF_THE_REQUEST.has(name))
  if (pairs.length > MAX_PARAMETERS) throw badParameter('', `${MAX_PARAMETERS} paramètres au plus.`, 'too-costly')
  const issues: Issue[] = []
  const criteria: Criterion[] = []
  const ignored: string[] = []
  for (const [key, value] of pairs) {
    if (RESULT.has(key) || value === '') continue
    try {
      const criterion = criterionOf(definition, key, value)
      if (criterion) criteria.push(criterion)
      else if (lenient) ignored.push(key)
      else issues.push(unknown(definition, key))
    } catch (error) {
      if (!(error instanceof FhirError)) throw error
      issues.push(...error.issues)
    }
  }
  if (issues.length > 0) throw new FhirError(400, issues)
  const parameters = pairs.filter(([key, value]) => key !== '_cursor' && !ignored.includes(key) && value !== '')
  return { criteria, ignored, parameters, ...resultOf(definition, query) }
}

function criterionOf(definition: SearchDefinition, key: string, value: string): Criterion | undefined {
  const [name = '', modifier] = key.split(':', 2)
  const parameter = definition.parameters.find((one) => one.name === name)
  if (!parameter) return undefined
  if (modifier !== undefined && parameter.modifiers?.includes(modifier) !== true) {
    throw badParameter(key, `Le modificateur « :${modifier} » n’est pas possible pour « ${name} ».`, 'not-supported')
  }
  if (value.length > MAX_LENGTH) throw badParameter(key, `Valeur de ${MAX_LENGTH} caractères au plus.`, 'too-long')
  const texts = splitUnescaped(value, ',')
  if (texts.length > MAX_VALUES) throw badParameter(key, `${MAX_VALUES} valeurs au plus.`, 'too-costly')
  return { ...(modifier === undefined ? {} : { modifier }), ...valuesOf(parameter, texts) }
}

function valuesOf({ name, type }: SearchParameter, texts: readonly string[]): Criterion {
  switch (type) {
    case 'token':
      return {
        name,
        type,
        values: texts.map((text) => {
          const token = tokenOf(text)
          if (!token) throw badParameter(name, `« ${text.slice(0, 60)} » : écrire code, ou système|code.`)
          return token
        }),
      }
    case 'date':
      return {
        name,
        type,
        values: texts.flatMap((text) => intervalsOf(name, text, CIVIL.has(name) ? 'civil' : 'instant')),
      }
    default:
      return { name, type, values: texts.map(unescaped) }
  }
}

function resultOf(
  definition: SearchDefinition,
  query: URLSearchParams,
): Omit<Search, 'criteria' | 'ignored' | 'parameters'> {
  const sort = sortOf(definition, query.get('_sort'))
  const cursor = query.get('_cursor')
  const after = cursor === null ? undefined : readCursor(cursor, sortKey(sort))
  if (cursor !== null && !after)
    throw badParameter('_cursor', 'Cette suite de page n’est pas lisible : reprendre la recherche.')
  const elements = elementsOf(query.get('_elements'))
  const total = query.get('_total')
  if (total !== null && !['none', 'estimate', 'accurate'].includes(total)) {
    throw badParameter('_total', '_total vaut none, estimate ou accurate.')
  }
  return {
    count: countOf(query.get('_count')),
    sort,
    ...(after ? { after } : {}),
    summary: summaryOf(query.get('_summary')),
    ...(elements ? { elements } : {}),
    total: total !== 'none',
  }
}

export function sortKey({ field, descending }: Search['sort']): string {
  return descending ? `-${field}` : field
}

function sortOf({ sorts }: SearchDefinition, text: string | null): Search['sort'] {
  if (text === null || text === '') return { field: '_id', descending: false }
  const descending = text.startsWith('-')
  const field = text.replace(/^-/, '')
  if (!sorts.includes(field)) {
    throw badParameter('_sort', `Tri possible par un champ parmi : ${sorts.join(', ')}.`, 'not-supported')
  }
  return { field, descending }
}

/** More than the maximum is brought back to it (FHIR R4 §3.1.1.5.11). */
function countOf(text: string | null): number {
  if (text === null || text === '') return DEFAULT_COUNT
  if (!/^\d{1,9}$/.test(text)) throw badParameter('_count', '_count est un nombre entier.')
  return Math.min(Number(text), MAX_COUNT)
}

function summaryOf(text: string | null): Summary {
  if (text === null || text === '') return 'false'
  if (text === 'false' || text === 'true' || text === 'count' || text === 'data') return text
  throw badParameter('_summary', '_summary vaut true, data, count ou false.', 'not-supported')
}

function elementsOf(text: string | null): string[] | undefined {
  if (text === null || text === '') return undefined
  const elements = text.split(',').map((one) => one.trim().replace(/^[A-Z]\w*\./, ''))
  if (elements.length > MAX_VALUES || elements.some((one) => !/^[a-zA-Z]{1,40}$/.test(one))) {
    throw badParameter('_elements', '_elements est une liste de noms d’éléments de premier niveau.')
  }
  return elements
}

function unknown({ resource, parameters }: SearchDefinition, key: string): Issue {
  const names = parameters.map((one) => one.name).join(', ')
  return {
    code: 'not-supported',
    reason: 'FHIR.PARAMETER',
    text: `Le paramètre « ${key.slice(0, 60)} » n’est pas connu pour ${resource}.`,
    diagnostics: `Paramètres possibles : ${names}. « Prefer: handling=lenient » laisse de côté ceux qui ne sont pas connus.`,
    expression: key.slice(0, 60),
  }
}

/** Does who asks want unknown parameters left aside? (FHIR R4 §3.1.1.3.1) */
export function isLenient(prefer: string | undefined): boolean {
  return /(?:^|[,;\s])handling\s*=\s*lenient\b/i.test(prefer ?? '')
}
