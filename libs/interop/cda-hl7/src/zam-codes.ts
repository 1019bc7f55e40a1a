/** Business acknowledgements: deposit in the DMP, arrival at the mail server, reading. */
export type ZamKind = 'dmp' | 'mss-reception' | 'mss-reading'

/** Event, OBX-3 of the status, OBX-3 of the mailbox, coding system of ERR-5 (table AckMetierZAM). */
export const ZAM: Readonly<
  Record<ZamKind, { event: string; code: string; label: string; party?: readonly [string, string]; errors: string }>
> = {
  dmp: { event: 'Z01', code: 'ACK_RECEPTION_DMP', label: 'Accusé de réception DMP', errors: 'DMP_ERROR_CODE' },
  'mss-reception': {
    event: 'Z02',
    code: 'ACK_RECEPTION_MSS',
    label: 'Accusé de réception MSSanté',
    party: ['DESTINATAIRE_MSS', 'Destinataire MSSanté'],
    errors: 'SMTPERRORCODE',
  },
  'mss-reading': {
    event: 'Z03',
    code: 'ACK_LECTURE_MSS',
    label: 'Accusé de lecture',
    party: ['LECTEUR_MSS', 'Lecteur du courriel MSSanté'],
    errors: 'applicationErrorCondition',
  },
}
export const ZAM_SYSTEM = 'AckMetierZAM'
