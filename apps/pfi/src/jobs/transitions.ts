import type { Job, JobError, JobState, Outcome } from './job'

const LAST_DELAY_MS = 600_000

/** How attempts follow each other. */
export interface RetryPolicy {
  firstMs: number
  /** age at which a job is given up */
  giveUpMs: number
  random?: () => number
}

/** The job at the start of an attempt: what follows may reach the destination, so it is written before. */
export function beginAttempt(job: Job, lease: { owner: string; until: Date }, at: Date): Job {
  const resumed = job.state === 'sent'
  return moved(
    {
      ...job,
      lease,
      attempts: job.attempts + 1,
      // The process that was carrying it out died: nobody knows whether the destination got it.
      uncertain: job.uncertain || resumed,
    },
    'sent',
    resumed ? 'Nouvel essai après un arrêt pendant l’envoi.' : 'Envoi en cours.',
    at,
  )
}

/** The job once an attempt ended. */
export function endAttempt(job: Job, outcome: Outcome, policy: RetryPolicy, at: Date): Job {
  const { lease: _lease, error: _error, ...rest } = job
  switch (outcome.kind) {
    case 'accepted':
      return moved({ ...rest, failures: 0 }, 'accepted', 'Accepté par le destinataire.', at)
    case 'refused':
      return moved({ ...rest, error: errorOf(outcome) }, 'refused', `Refusé : ${outcome.label}`, at)
    case 'retry': {
      const failures = job.failures + 1
      const uncertain = job.uncertain || outcome.uncertain
      const failed = { ...rest, failures, uncertain, error: errorOf(outcome) }
      if (at.getTime() - job.createdAt.getTime() >= policy.giveUpMs)
        return moved(failed, 'refused', `Abandonné : ${outcome.label}`, at)
      const nextAttemptAt = new Date(at.getTime() + retryDelay(failures, policy))
      return moved({ ...failed, nextAttemptAt }, 'pending', `Échec : ${outcome.label} Nouvel essai prévu.`, at)
    }
  }
}

/** The job when a person asks for an attempt now. */
export function hasten(job: Job, author: string, at: Date): Job {
  return moved({ ...job, failures: 0, nextAttemptAt: at }, 'pending', 'Nouvel essai demandé.', at, author)
}

/** The first delay, doubled at each failure, more or less a fifth so that queues that broke together do not come back together. */
export function retryDelay(failures: number, policy: Pick<RetryPolicy, 'firstMs' | 'random'>): number {
  const { firstMs, random = Math.random } = policy
  const delay = Math.min(LAST_DELAY_MS, firstMs * 2 ** Math.min(failures - 1, 20))
  return Math.round(delay * (0.8 + 0.4 * random()))
}

function moved(job: Job, state: JobState, sentence: string, at: Date, author?: string): Job {
  const line = { at, state, sentence, ...(author === undefined ? {} : { author }) }
  return { ...job, state, changedAt: at, history: [...job.history.slice(-MAX_HISTORY), line] }
}

const MAX_HISTORY = 99

function errorOf({ code, label }: JobError): JobError {
  return { code, label }
}
