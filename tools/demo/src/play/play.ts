import type { PlayContext, Step } from './context'

export interface StepResult {
  id: string
  title: string
  ok: boolean
  ms: number
  detail: string
}

/** Plays the steps in order and says each result as it comes; after a failure the next ones are not played. */
export async function play(
  steps: Step[],
  context: PlayContext,
  tell: (result: StepResult) => void,
): Promise<StepResult[]> {
  const results: StepResult[] = []
  for (const step of steps) {
    const { id, title } = step
    const began = Date.now()
    const outcome = results.some(({ ok }) => !ok)
      ? { ok: false, detail: 'non joué' }
      : await step.play(context).then(
          (detail) => ({ ok: true, detail }),
          (error: unknown) => ({ ok: false, detail: error instanceof Error ? error.message : String(error) }),
        )
    const result = { id, title, ms: Date.now() - began, ...outcome }
    results.push(result)
    tell(result)
  }
  return results
}
