/**
 * The steps of one story, in order, as tests. Each goes on from where the one before stopped: after a step that fails, the others
 * fail at once and say why, instead of waiting for what cannot come.
 */
export function story(): (requirement: string, play: () => Promise<void>) => void {
  let failed: string | undefined
  return (requirement, play) => {
    it(requirement, async () => {
      if (failed !== undefined) throw new Error(`étape non jouée : « ${failed} » a échoué`)
      failed = requirement
      await play()
      failed = undefined
    })
  }
}
