import type { DocumentView } from '@anamnese/contracts'
import type { ReactNode } from 'react'
import { CONFIDENTIALITY_WORDS } from '../../format/confidentiality'
import { formatInstant } from '../../format/dates'
import { professionalName } from '../../format/people'
import { Facts } from '../../ui/facts'
import { Panel } from '../../ui/page'
import { Origin } from './document-columns'

/** What is known of a document, beside what it says. */
export function DocumentAbout({ document }: { document: DocumentView }): ReactNode {
  const { received, validator, hold, author } = document
  const visibility = [
    document.maskedToProfessionals ? 'masqué aux professionnels' : '',
    document.invisibleToPatient ? 'invisible au patient' : '',
    document.invisibleToRepresentatives ? 'invisible aux représentants légaux' : '',
  ].filter(Boolean)
  return (
    <Panel title="À propos">
      <Facts
        facts={[
          { label: 'Type', value: document.type.display ?? document.type.code },
          { label: 'Origine', value: <Origin origin={document.origin} /> },
          { label: 'Auteur', value: professionalName(author) },
          author.structure === undefined ? undefined : { label: 'Structure', value: author.structure.name },
          validator === undefined ? undefined : { label: 'Validé par', value: professionalName(validator) },
          { label: received ? 'Date du document' : 'Validé le', value: formatInstant(document.validatedAt) },
          received === undefined ? undefined : { label: 'Reçu le', value: formatInstant(received.at) },
          received?.sender === undefined ? undefined : { label: 'Envoyé par', value: received.sender },
          { label: 'Version', value: `${document.versionNumber}${document.superseded ? ' (remplacée)' : ''}` },
          { label: 'Séjour', value: document.stayNumber ?? '—' },
          { label: 'Destinataires', value: document.recipients.map(professionalName).join(', ') || 'Aucun' },
          document.confidentiality === undefined
            ? undefined
            : { label: 'Confidentialité', value: CONFIDENTIALITY_WORDS[document.confidentiality] },
          { label: 'Visibilité', value: visibility.join(', ') || 'sans restriction' },
          hold === undefined ? undefined : { label: 'Bloqué', value: `${hold.reason} (${hold.by})` },
          { label: 'Identifiant', value: document.oid },
        ]}
      />
    </Panel>
  )
}
