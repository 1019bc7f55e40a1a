import type { Channel } from './order'

/** How each destination is named in sentences. */
export interface Destination {
  /** `Refusé par … ` */
  by: string
  /** `Déposé … ` */
  arrived: string
  /** what is waited for once the PFI has taken charge */
  waited: string
}

export const DESTINATIONS: Readonly<Record<Channel, Destination>> = {
  DMP: { by: 'le DMP', arrived: 'Déposé dans le DMP', waited: 'Réponse du DMP attendue' },
  MSS_PRO: {
    by: 'la messagerie du destinataire',
    arrived: 'Remis à la messagerie du destinataire',
    waited: 'Accusé de la messagerie attendu',
  },
  MSS_PATIENT: {
    by: 'Mon espace santé',
    arrived: 'Remis à la messagerie du patient',
    waited: 'Accusé de Mon espace santé attendu',
  },
}
