/** Codes of the applicative treatment of a document (annexes of both volets), ERR-5 with ERR-3 207. */
export const APPLICATION_ERRORS: Readonly<Record<string, string>> = {
  '900': "Version du document incorrecte lors d'une demande de remplacement/suppression",
  '901': 'Auteur non autorisé à remplacer ou supprimer un document',
  '902': 'Identifiant patient inconnu',
  '903': 'INS non présent dans le document',
  '904': "L'INS transmis ne correspond pas exactement à celui stocké dans la base du consommateur",
  '905': "L'INS transmis n'est pas complet",
  '906': "Erreur 'Autre'",
}

/** ERR-3 of the volets: code and label of table 0357, system `messageErrorCondition`. */
export const MESSAGE_ERRORS: Readonly<Record<string, string>> = {
  '0': 'Message accepted',
  '100': 'Segment sequence error',
  '101': 'Required field missing',
  '102': 'Data type error',
  '103': 'Table value not found',
  '198': 'Non-conformant cardinality',
  '199': 'Other HL7 Error',
  '200': 'Unsupported message type',
  '201': 'Unsupported event code',
  '202': 'Unsupported processing',
  '203': 'Unsupported version',
  '207': 'Application error',
}
