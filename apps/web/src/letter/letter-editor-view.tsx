import type { LetterView } from '@anamnese/contracts'
import { Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { keys } from '../api/keys'
import { paths } from '../app/paths'
import { useCan, useSession } from '../app/session'
import { notifyDone } from '../ui/notify'
import { Page, Panel } from '../ui/page'
import { LetterActions } from './letter-actions'
import { LetterConflict } from './letter-conflict'
import { LetterDataPanel } from './letter-data-panel'
import { LetterOptions } from './letter-options'
import { LetterOutcome } from './letter-outcome'
import { LetterRecipients } from './letter-recipients'
import { LetterReviewBanner } from './letter-review-banner'
import classes from './letter.module.css'
import { SaveState } from './save-state'
import { SectionFields } from './section-fields'
import { shownLetter } from './letter-state'
import { sectionsOf } from './sections'
import { useDocumentTypes } from './use-document-types'
import { useLetterEditor } from './use-letter-editor'
import { useOtherWriter } from './use-other-writer'

/** Writing a letter: its sections on the left; what will happen, to whom, and validating it on the right. */
export function LetterEditorView({ letter, patientName }: { letter: LetterView; patientName: string }): ReactNode {
  const { actor } = useSession()
  const navigate = useNavigate()
  const client = useQueryClient()
  const editor = useLetterEditor(letter)
  const { state, edit } = editor
  const shown = shownLetter(state)
  const other = useOtherWriter(state.base, actor.name)
  const can = useCan()
  const types = useDocumentTypes()
  const isStructured = types.find(({ type }) => type.code === shown.type.code)?.form === 'LDL-SES'
  const mayWrite = shown.state === 'draft' || (shown.state === 'to-validate' && can('document.validate'))
  const readOnly = state.conflict !== undefined || other.name !== undefined || !mayWrite
  const validated = (documentId: string): void => {
    notifyDone('Le document est validé. Ses envois sont suivis ci-contre.')
    void client.invalidateQueries({ queryKey: keys.letters })
    void client.invalidateQueries({ queryKey: keys.orders })
    void client.invalidateQueries({ queryKey: keys.documents(letter.patientId) })
    void navigate(paths.document(letter.patientId, documentId))
  }
  return (
    <Page
      title={`${shown.title} — ${patientName}`}
      subtitle={
        <Text c="dimmed">
          Séjour {shown.stayNumber} · <SaveState state={state} />
        </Text>
      }
      actions={<LetterActions editor={editor} readOnly={readOnly} onValidated={validated} />}
    >
      <LetterReviewBanner letter={shown} />
      <LetterConflict state={state} other={other} onTakeOver={editor.takeOver} />
      <div className={classes['columns']}>
        <SectionFields
          shown={sectionsOf(shown, types)}
          sections={shown.sections}
          readOnly={readOnly}
          onChange={(key, text) => {
            edit({ sections: { [key]: text } })
          }}
        />
        <div className={classes['side']}>
          <LetterOutcome letter={shown} />
          <Panel title="Destinataires">
            <LetterRecipients
              letterId={letter.id}
              recipients={shown.recipients}
              readOnly={readOnly}
              onChange={(recipients) => {
                edit({ recipients })
              }}
            />
          </Panel>
          {isStructured ? (
            <LetterDataPanel
              data={shown.data}
              readOnly={readOnly}
              onChange={(data) => {
                edit({ data })
              }}
            />
          ) : null}
          <LetterOptions letter={shown} readOnly={readOnly} onChange={edit} />
        </div>
      </div>
    </Page>
  )
}
