import type { QueryFilter } from '@anamnese/platform-mongo'
import { instantOf } from './period'
import type { TrailQuery } from './trail.query'
import type { TrailRow } from './trail.schema'

type Criteria = Omit<TrailQuery, 'page' | 'size'>

/**
 * What to look for in the trail, as a query of the database.
 * @param patientIds the record asked for and those merged into it
 */
export function trailFilter(query: Criteria, zone: string, patientIds?: readonly string[]): QueryFilter<TrailRow> {
  const { patientId, actor, action, ins, partner, outcome, from, to } = query
  const at = {
    ...(from === undefined ? {} : { $gte: instantOf(from, 'from', zone) }),
    ...(to === undefined ? {} : { $lt: instantOf(to, 'to', zone) }),
  }
  return {
    ...(patientId === undefined ? {} : { 'entry.patientId': { $in: [...(patientIds ?? [patientId])] } }),
    ...(action === undefined ? {} : { 'entry.action': new RegExp(`^${escaped(action)}(\\.|$)`) }),
    ...(ins === undefined ? {} : { 'entry.ins': ins }),
    ...(partner === undefined ? {} : { 'entry.partner': new RegExp(escaped(partner), 'i') }),
    ...(outcome === undefined ? {} : { 'entry.outcome': outcome }),
    ...(Object.keys(at).length === 0 ? {} : { at }),
    ...(actor === undefined
      ? {}
      : {
          $or: [
            { 'entry.actor.id': actor },
            { 'entry.actor.idNat': actor },
            { 'entry.actor.name': new RegExp(escaped(actor), 'i') },
          ],
        }),
  }
}

/** Words of a person are searched as they are, never as a pattern. */
function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
