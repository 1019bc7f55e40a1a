import type { ContentKind } from '@anamnese/contracts'
import { contentKindOf } from './content-kind'

const cases: [string, Buffer, ContentKind][] = [
  ['a PDF', Buffer.from('%PDF-1.4\n'), 'pdf'],
  ['a JPEG', Buffer.from('ffd8ffe000104a464946', 'hex'), 'jpeg'],
  ['a PNG', Buffer.from('89504e470d0a1a0a0000', 'hex'), 'png'],
  ['a TIFF', Buffer.from('49492a0008000000', 'hex'), 'tiff'],
  ['a ZIP', Buffer.from('504b030414000000', 'hex'), 'xdm'],
  ['an RTF', Buffer.from('{\\rtf1\\ansi x}'), 'rtf'],
  ['a CDA with a mark and comments', Buffer.from('\uFEFF<?xml version="1.0"?><!-- x --><ClinicalDocument/>'), 'cda'],
  ['a CDA without a declaration', Buffer.from('<ClinicalDocument xmlns="urn:hl7-org:v3"/>'), 'cda'],
  [
    'a CDA in UTF-16',
    Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('<?xml version="1.0"?>', 'utf16le')]),
    'cda',
  ],
  ['HTML', Buffer.from('<!DOCTYPE html><html>'), 'html'],
  ['a text in Windows-1252', Buffer.from([0x43, 0x52, 0x20, 0xe9]), 'text'],
  ['a program', Buffer.from('7f454c4602010100', 'hex'), 'unknown'],
  ['nothing', Buffer.alloc(0), 'unknown'],
]

describe('the type of what arrives is that of its bytes', () => {
  it.each(cases)('%s', (_name, bytes, kind) => {
    expect(contentKindOf(bytes)).toBe(kind)
  })
})
