import { REQUIREMENTS, type Requirement } from '../catalogue'
import type { World } from '../world/world'
import { Proofs } from './proofs'
import type { Scenario } from './scenario'

export interface Result {
  id: string
  title: string
  /** `manual`: a document or a statement that no program makes; `missing`: nothing shows it yet */
  status: 'proven' | 'failed' | 'manual' | 'missing'
  /** files, from the folder of the run */
  proofs: string[]
  /** why it is not proven */
  detail?: string
}

const LONGEST_MS = 180_000

/** Plays the scenarios of the requirements asked for, in the order of the catalogue. @param ids all of them when empty */
export async function runScenarios(
  world: World,
  scenarios: readonly Scenario[],
  ids: readonly string[],
  out: string,
  tell: (result: Result) => void,
): Promise<Result[]> {
  const results: Result[] = []
  for (const requirement of REQUIREMENTS) {
    const asked = ids.length === 0 || ids.includes(requirement.id)
    const scenario = scenarios.find(({ id }) => id === requirement.id)
    const played = asked && scenario !== undefined
    const result = played ? await play(world, requirement, scenario, out) : unplayed(requirement, scenario)
    results.push(result)
    if (asked) tell(result)
  }
  return results
}

function unplayed({ id, title, proof }: Requirement, scenario: Scenario | undefined): Result {
  const detail = scenario === undefined ? undefined : 'non demandé dans cette exécution'
  return {
    id,
    title,
    status: proof === 'organisation' ? 'manual' : 'missing',
    proofs: [],
    ...(detail === undefined ? {} : { detail }),
  }
}

async function play(world: World, { id, title }: Requirement, scenario: Scenario, out: string): Promise<Result> {
  const proofs = new Proofs(out, id.replaceAll('/', '_'))
  try {
    await bounded(scenario.play(world, proofs))
    proofs.close(`${id} – ${title}`)
    return { id, title, status: 'proven', proofs: proofs.files }
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    proofs.close(`${id} – ${title}`, detail)
    return { id, title, status: 'failed', proofs: proofs.files, detail }
  }
}

async function bounded(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`le scénario n’est pas terminé après ${LONGEST_MS / 1000} s`))
    }, LONGEST_MS)
  })
  try {
    await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
