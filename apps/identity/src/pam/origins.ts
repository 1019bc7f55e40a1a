/** Who said what a batch changes: a patient that two systems changed at once was changed by neither alone. */
export class Origins {
  private readonly senders = new Map<string, string | null>()

  note(sender: string, patientIds: readonly string[]): void {
    for (const id of patientIds) {
      const known = this.senders.get(id)
      this.senders.set(id, known === undefined || known === sender ? sender : null)
    }
  }

  /** `{ origin }`, or nothing, to spread in an event. */
  of(patientId: string): { origin?: string } {
    const sender = this.senders.get(patientId)
    return sender === undefined || sender === null ? {} : { origin: sender }
  }
}
