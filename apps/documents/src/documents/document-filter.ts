import type { QueryFilter } from '@anamnese/platform-mongo'
import type { ClinicalDocument } from './document'
import type { DocumentsQuery } from './document.dto'

const MAX_WORDS = 5

/** The documents of these records that answer the filters of a list. */
export function documentFilter(records: readonly string[], query: DocumentsQuery): QueryFilter<ClinicalDocument> {
  const { type, origin, flag, from, to, superseded, q } = query
  return {
    patientId: { $in: [...records] },
    ...(type === undefined ? {} : { 'type.code': type }),
    ...(origin === undefined ? {} : { origin }),
    ...(flag === undefined ? {} : { flag: flag === 'any' ? { $exists: true } : 'critical' }),
    ...(from === undefined && to === undefined ? {} : { validatedAt: between(from, to) }),
    ...(superseded === 'false' ? { superseded: false } : {}),
    ...textFilter(q),
  }
}

/** Instants are kept in UTC, one day counts whole: the bound after is that of the next day. */
export function between(from: string | undefined, to: string | undefined): { $gte?: string; $lt?: string } {
  return {
    ...(from === undefined ? {} : { $gte: from }),
    ...(to === undefined ? {} : { $lt: dayAfter(to) }),
  }
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}

/** Each word is looked for in the title, the label of the type and the author; capitals do not matter. */
function textFilter(q: string | undefined): QueryFilter<ClinicalDocument> {
  const words = (q ?? '').split(/\s+/).filter((word) => word !== '')
  if (words.length === 0) return {}
  return {
    $and: words.slice(0, MAX_WORDS).map((word) => {
      const pattern = { $regex: word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), $options: 'i' }
      return {
        $or: [{ title: pattern }, { 'type.display': pattern }, { 'author.family': pattern }, { stayNumber: word }],
      }
    }),
  }
}
