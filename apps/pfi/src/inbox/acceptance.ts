import type { CdaMessage } from '@anamnese/interop-cda-hl7'
import type { Hl7Finding } from '@anamnese/interop-hl7v2'
import type { Channels } from '../jobs/channels'
import type { Channel } from '../jobs/job'

/** What this PFI cannot do for a message that is right in itself: said at the door, not after. */
export function acceptance(message: CdaMessage, channels: Channels, secretConnection: boolean): Hl7Finding[] {
  const { flags, operation, volet } = message
  const mail = message.participants.some(({ participation, address }) => participation === 'RCT' && address)
  const closed = (channel: Channel, wanted: boolean): boolean => wanted && !channels.isOpen(channel)
  const problems: (readonly [boolean, string, string])[] = [
    [volet !== '2.1', 'MSH-21', 'Cette porte prend les messages du DPI vers la PFI (volet 2.1).'],
    [operation === 'delete', 'ORC-1', 'Cette PFI ne sait pas supprimer un document déjà envoyé.'],
    [closed('DMP', flags.destDmp), 'OBX-5', 'Le DMP n’est pas configuré sur cette PFI.'],
    [
      closed('MSS_PRO', flags.destMssPs) || closed('MSS_PATIENT', flags.destMssPatient),
      'OBX-5',
      'La MSSanté n’est pas configurée sur cette PFI.',
    ],
    [!flags.destDmp && !flags.destMssPs && !flags.destMssPatient, 'OBX-5', 'Le message n’a aucune destination.'],
    [(flags.destMssPs || flags.destMssPatient) && !mail, 'PRT-15', 'Le message n’a pas de destinataire MSSanté.'],
    [
      flags.connexionSecrete && flags.destDmp && !secretConnection,
      'OBX-5',
      'La connexion secrète n’est pas activée sur cette PFI.',
    ],
    [
      flags.modifConfCode,
      'OBX-5',
      'La PFI ne peut pas changer la visibilité d’un document du DMP : envoyer une nouvelle version du document.',
    ],
  ]
  return problems
    .filter(([present]) => present)
    .map(([, location, text]) => ({
      severity: 'E',
      location,
      code: '207',
      message: text,
      rule: 'CI-SIS CDA en HL7v2 v2.1',
    }))
}
