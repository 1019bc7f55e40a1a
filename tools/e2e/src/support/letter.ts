import type { Person } from './person'
import { screens } from './screens'

/** Opens the record of a patient of the ward, starts the letter, and waits until it is ready to be validated. */
export async function startLetter(physician: Person, patientName: string): Promise<void> {
  const { page } = physician
  await page.goto(`${physician.gateway}/`)
  await page.getByRole('link', { name: patientName }).click()
  await screens.banner(page).waitFor()
  await page.getByRole('button', { name: /^(Lettre de sortie|Reprendre la lettre)$/ }).click()
  await page.getByRole('button', { name: 'Valider et envoyer' }).waitFor()
}
