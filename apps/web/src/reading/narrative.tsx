import type { NarrativeNode, NarrativeSection } from '@anamnese/contracts'
import { createElement, Fragment, type ReactNode } from 'react'
import classes from './reading.module.css'

/** The narrative of a structured document: elements of a closed list, made here; nothing of the document is markup. */
export function Narrative({
  sections,
  documentId,
  level = 2,
}: {
  sections: readonly NarrativeSection[]
  documentId: string
  level?: number
}): ReactNode {
  return sections.map((section, index) => (
    <section key={`${index} ${section.title}`} className={classes['section']}>
      {section.title === '' ? null : createElement(`h${Math.min(level, 6)}`, undefined, section.title)}
      <Nodes nodes={section.content} documentId={documentId} />
      <Narrative sections={section.sections} documentId={documentId} level={level + 1} />
    </section>
  ))
}

function Nodes({ nodes, documentId }: { nodes: readonly NarrativeNode[]; documentId: string }): ReactNode {
  return nodes.map((node, index) => (
    <Fragment key={index}>{typeof node === 'string' ? node : <Element node={node} documentId={documentId} />}</Fragment>
  ))
}

function Element({ node, documentId }: { node: Exclude<NarrativeNode, string>; documentId: string }): ReactNode {
  const { tag, image, colSpan, rowSpan, children } = node
  if (tag === 'br') return <br />
  if (image !== undefined) {
    const caption = children.filter((child) => typeof child === 'string').join(' ')
    return (
      <figure>
        <img
          src={`/api/documents/${documentId}/images/${image}`}
          alt={caption === '' ? `Image ${image + 1} du document` : caption}
          className={classes['image']}
        />
        {caption === '' ? null : <figcaption>{caption}</figcaption>}
      </figure>
    )
  }
  const spans = { ...(colSpan === undefined ? {} : { colSpan }), ...(rowSpan === undefined ? {} : { rowSpan }) }
  return createElement(tag, spans, <Nodes nodes={children} documentId={documentId} />)
}
