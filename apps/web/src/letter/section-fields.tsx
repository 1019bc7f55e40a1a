import type { LetterView } from '@anamnese/contracts'
import { Textarea } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './letter.module.css'
import type { ShownSection } from './sections'

interface SectionFieldsProps {
  shown: readonly ShownSection[]
  sections: LetterView['sections']
  readOnly: boolean
  onChange: (key: string, text: string) => void
}

/** The text of the letter, section by section, in the order of the page. */
export function SectionFields({ shown, sections, readOnly, onChange }: SectionFieldsProps): ReactNode {
  return (
    <div className={classes['sections']}>
      {shown.map((section) => (
        <Textarea
          key={section.key}
          label={section.title}
          withAsterisk={section.required}
          value={sections[section.key] ?? ''}
          readOnly={readOnly}
          autosize
          minRows={section.required ? 3 : 2}
          maxRows={24}
          maxLength={20_000}
          size="sm"
          spellCheck
          onChange={(event) => {
            onChange(section.key, event.currentTarget.value)
          }}
        />
      ))}
    </div>
  )
}
