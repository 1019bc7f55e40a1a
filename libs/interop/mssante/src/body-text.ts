/**
 * The plain text of the message: what the sender wrote, then the sentence that a software mailbox owes its readers, with the address
 * where a person answers (va1.09).
 */
export function bodyText(options: { body?: string | undefined; replyTo: string; replaces: boolean }): string {
  const parts = [options.body?.trim() ?? 'Veuillez trouver ci-joint un document de santé.']
  if (options.replaces) parts.push('Ce message annule et remplace les documents du message précédent.')
  parts.push(`Message généré automatiquement par un logiciel : pour répondre, écrire à ${options.replyTo}.`)
  return `${parts.join('\n\n')}\n`
}
