import { el, serialiseXml } from '@anamnese/interop-xml'

/** Who made the archive, for the people who open it by hand. */
export interface XdmSender {
  institution: string
  /** national identifier of the structure */
  idNat: string
  /** person or service */
  name?: string
  address?: string
  phone?: string
  application: { name: string; version: string; publisher: string }
}

/** INDEX.HTM: XHTML, the sender and a link to README.TXT. */
export function indexPage(sender: XdmSender): string {
  const title = `Documents de santé - ${sender.institution}`
  return serialiseXml(
    el(
      'html',
      { xmlns: 'http://www.w3.org/1999/xhtml', lang: 'fr', 'xml:lang': 'fr' },
      el('head', {}, el('title', {}, title)),
      el(
        'body',
        {},
        el('h1', {}, title),
        el('p', {}, `Émetteur : ${sender.institution} (${sender.idNat})`),
        el('p', {}, el('a', { href: 'README.TXT' }, 'Contenu de cette archive et mode d’emploi')),
      ),
    ),
  )
}

/** README.TXT: sender, application, how to use the archive, its tree. */
export function readme(sender: XdmSender, documents: readonly { uri: string }[]): string {
  const { application } = sender
  const lines = [
    'Émetteur',
    `  Nom : ${sender.name ?? sender.institution}`,
    `  Organisme : ${sender.institution} (${sender.idNat})`,
    `  Adresse : ${sender.address ?? ''}`,
    `  Téléphone : ${sender.phone ?? ''}`,
    '',
    'Application',
    `  Nom : ${application.name}`,
    `  Version : ${application.version}`,
    `  Éditeur : ${application.publisher}`,
    '',
    'Instructions',
    '  Ouvrir cette archive avec un logiciel de santé compatible IHE XDM.',
    '',
    'Arborescence',
    '  INDEX.HTM',
    '  README.TXT',
    '  IHE_XDM/SUBSET01/METADATA.XML',
    ...documents.map(({ uri }) => `  IHE_XDM/SUBSET01/${uri}`),
  ]
  return lines.map((line) => `${line.trimEnd()}\r\n`).join('')
}
