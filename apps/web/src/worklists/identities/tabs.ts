import { type ComponentType, lazy } from 'react'
import { useDuplicateCount } from '../../duplicates/use-duplicate-counts'
import { useWorklistCount } from './use-worklist-counts'

/** A tab of the identities place. Its screen shows the list under the tabs; its address is `/identites/<key>`. */
export interface IdentityTab {
  /** last part of the address; the first tab has none */
  key: string
  label: string
  screen: ComponentType
  /** how many records wait there; undefined when it cannot be known now */
  useCount?: () => number | undefined
}

const Worklist = {
  ToQualify: lazy(() => import('./to-qualify-list')),
  ToVerify: lazy(() => import('./to-verify-list')),
  Doubtful: lazy(() => import('./doubtful-list')),
  ToWithdraw: lazy(() => import('./to-withdraw-list')),
  Duplicates: lazy(() => import('../../duplicates/duplicates-list')),
  Collisions: lazy(() => import('../../duplicates/collisions-list')),
  InsiBatches: lazy(() => import('../../identity/insi-batches-list')),
  Merges: lazy(() => import('../../duplicates/merges-list')),
}

/** The tabs of the identities place, in their order. A capability that has a list of its own adds its tab here. */
export const IDENTITY_TABS: readonly IdentityTab[] = [
  { key: '', label: 'À qualifier', screen: Worklist.ToQualify, useCount: () => useWorklistCount('to-qualify') },
  {
    key: 'a-verifier',
    label: 'INS à vérifier',
    screen: Worklist.ToVerify,
    useCount: () => useWorklistCount('to-verify'),
  },
  {
    key: 'douteuses',
    label: 'Douteuses ou fictives',
    screen: Worklist.Doubtful,
    useCount: () => useWorklistCount('doubtful'),
  },
  {
    key: 'a-retirer',
    label: 'INS à retirer',
    screen: Worklist.ToWithdraw,
    useCount: () => useWorklistCount('ins-to-withdraw'),
  },
  {
    key: 'doublons',
    label: 'Doublons',
    screen: Worklist.Duplicates,
    useCount: () => useDuplicateCount('duplicates'),
  },
  {
    key: 'collisions',
    label: 'Collisions d’INS',
    screen: Worklist.Collisions,
    useCount: () => useDuplicateCount('collisions'),
  },
  { key: 'lots-insi', label: 'Lots INSi', screen: Worklist.InsiBatches },
  { key: 'fusions', label: 'Fusions', screen: Worklist.Merges },
]
