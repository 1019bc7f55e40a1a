import { blocksQualification } from '@anamnese/domain-ins'
import type { Patient } from '../patients/patient'

/** Why INSi is not to be asked who somebody is; undefined when it may be. */
export function obstacleToSearch(patient: Patient): { code: string; title: string; detail: string } | undefined {
  if (blocksQualification(patient.attributes))
    return {
      code: 'IDENTITY.INSI_BLOCKED',
      title: 'Une identité douteuse ou fictive n’est pas soumise à INSi.',
      detail: 'Lever d’abord le doute sur l’identité.',
    }
  // The app gives the national identity itself (RNIV §4.3.4).
  if (patient.sources.some((source) => source.active && source.mode === 'APP_VITALE'))
    return {
      code: 'INSI.NOT_NEEDED',
      title: 'Une identité lue sur l’appli carte Vitale n’est pas soumise à INSi.',
      detail: 'Elle est déjà celle de la base nationale.',
    }
  return undefined
}
