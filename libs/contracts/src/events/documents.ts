import { type Static, Type } from '@sinclair/typebox'
import { type DataOf, defineEvent } from '../define-event'
import { BlobRefSchema, closed, CodeSchema, Establishment, Id, Instant, oneOf, ProfessionalSchema } from './schemas'

export const DocumentRecipientSchema = closed({
  idNat: Type.Optional(Type.String()),
  family: Type.String(),
  given: Type.Optional(Type.String()),
  prefix: Type.Optional(Type.String()),
  specialty: Type.Optional(CodeSchema),
  /** MSSanté address; without it the recipient is named in the document but nothing is sent to them */
  mailbox: Type.Optional(Type.String()),
})
export type DocumentRecipient = Static<typeof DocumentRecipientSchema>

/** Basic confidentiality of HL7: normal, restricted, very restricted. */
export const CONFIDENTIALITIES = ['N', 'R', 'V'] as const
export type Confidentiality = (typeof CONFIDENTIALITIES)[number]

/** A version of a document was validated: it has its forms and may leave the building (DMP/ALI/PROG.02). */
export const DocumentValidated = defineEvent({
  type: 'fr.anamnese.documents.document.validated.v1',
  topic: 'dpi.documents.document.v1',
  title: 'Document validé',
  schema: closed({
    documentId: Id,
    patientId: Id,
    establishment: Establishment,
    /** the version's OID: ClinicalDocument/id@root and XDS uniqueId */
    oid: Type.String(),
    setId: Type.String(),
    versionNumber: Type.Integer({ minimum: 1 }),
    /** the version that this one replaces */
    replaces: Type.Optional(closed({ documentId: Id, oid: Type.String() })),
    type: CodeSchema,
    title: Type.String(),
    stayNumber: Type.Optional(Type.String()),
    author: ProfessionalSchema,
    validator: ProfessionalSchema,
    recipients: Type.Array(DocumentRecipientSchema),
    /** that of its CDA; normal when absent */
    confidentiality: Type.Optional(oneOf(...CONFIDENTIALITIES)),
    maskedToProfessionals: Type.Boolean(),
    invisibleToPatient: Type.Boolean(),
    invisibleToRepresentatives: Type.Boolean(),
    /** false when the person blocked this one document, by a deliberate act (DMP/ALI/PROG.03) */
    sendToDmp: Type.Boolean(),
    sendToProfessionals: Type.Boolean(),
    /** true when the CDA carries a qualified INS */
    withIns: Type.Boolean(),
    cda: BlobRefSchema,
    pdf: BlobRefSchema,
    validatedAt: Instant,
  }),
  example: {
    documentId: '0197b0c2-6a5e-7c11-8d7c-5b1c2f9a0200',
    patientId: '0197b0c2-6a5e-7c11-8d7c-5b1c2f9a0001',
    establishment: '220000020',
    oid: '1.2.250.1.999.1.1.220.4.1001',
    setId: '1.2.250.1.999.1.1.220.4.1000',
    versionNumber: 1,
    type: { code: '11490-0', system: '2.16.840.1.113883.6.1', display: 'Lettre de liaison à la sortie' },
    title: 'Lettre de liaison à la sortie',
    stayNumber: '9000001',
    author: {
      idNat: '810100000008',
      family: 'KERVADEC',
      given: 'MAËLLE',
      prefix: 'DR',
      specialty: { code: 'G15_10/SM04', system: '1.2.250.1.213.1.1.4.5', display: 'Cardiologie' },
      structure: { idNat: '1220000020', name: 'CH DE L’ARGOAT' },
    },
    validator: {
      idNat: '810100000008',
      family: 'KERVADEC',
      given: 'MAËLLE',
      prefix: 'DR',
      specialty: { code: 'G15_10/SM04', system: '1.2.250.1.213.1.1.4.5', display: 'Cardiologie' },
      structure: { idNat: '1220000020', name: 'CH DE L’ARGOAT' },
    },
    confidentiality: 'N',
    recipients: [
      { idNat: '810100000016', family: 'TANGUY', given: 'PAUL', mailbox: 'paul.tanguy@medecin.mssante.example' },
    ],
    maskedToProfessionals: false,
    invisibleToPatient: false,
    invisibleToRepresentatives: false,
    sendToDmp: true,
    sendToProfessionals: true,
    withIns: true,
    cda: {
      id: '6745c0de0000000000000001',
      sha256: 'a'.repeat(64),
      size: 120000,
      mediaType: 'text/xml',
      wrappedKey: 'AAAA',
    },
    pdf: {
      id: '6745c0de0000000000000002',
      sha256: 'b'.repeat(64),
      size: 80000,
      mediaType: 'application/pdf',
      wrappedKey: 'AAAA',
    },
    validatedAt: '2026-11-23T22:34:00+01:00',
  },
})
export type DocumentValidatedData = DataOf<typeof DocumentValidated>

/** A validated document was withdrawn: it stays in the record, marked, and what was not sent yet no longer is. */
export const DocumentWithdrawn = defineEvent({
  type: 'fr.anamnese.documents.document.withdrawn.v1',
  topic: 'dpi.documents.document.v1',
  title: 'Document retiré',
  schema: closed({
    documentId: Id,
    patientId: Id,
    establishment: Establishment,
    oid: Type.String(),
    /** who withdrew it, as people read it */
    by: Type.String(),
    reason: Type.String(),
    withdrawnAt: Instant,
  }),
  example: {
    documentId: '0197b0c2-6a5e-7c11-8d7c-5b1c2f9a0200',
    patientId: '0197b0c2-6a5e-7c11-8d7c-5b1c2f9a0001',
    establishment: '220000020',
    oid: '1.2.250.1.999.1.1.220.4.1001',
    by: 'Dr Maëlle KERVADEC',
    reason: 'Rédigé pour un autre patient',
    withdrawnAt: '2026-11-23T23:10:00+01:00',
  },
})
export type DocumentWithdrawnData = DataOf<typeof DocumentWithdrawn>
