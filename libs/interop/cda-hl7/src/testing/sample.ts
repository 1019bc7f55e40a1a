import type { CdaMessageInput } from '../build-input'
import { professionalOf, structureOf } from '../build-message'
import { NO_FLAGS } from '../types'

/** A small document of an invented stay, with what the messages repeat of it. */
export function sampleCda(change: { replaces?: string; ins?: string } = {}): Buffer {
  const replaces = change.replaces
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<ClinicalDocument xmlns="urn:hl7-org:v3">
  <id root="1.2.250.1.999.1.1.220.4.2026112500001"/>
  <code code="11490-0" codeSystem="2.16.840.1.113883.6.1" displayName="Lettre de liaison à la sortie"/>
  <title>Lettre de liaison à la sortie</title>
  <effectiveTime value="20261125101500+0100"/>
  <confidentialityCode code="N" codeSystem="2.16.840.1.113883.5.25"/>
  <languageCode code="fr-FR"/>
  <recordTarget><patientRole>
    <id root="1.2.250.1.213.1.4.10" extension="${change.ins ?? '279035121518989'}"/>
    <id root="1.2.250.1.999.1.1.220.2" extension="000003"/>
    <patient>
      <name><family qualifier="BR">PAT-TROIS</family><given>DOMINIQUE MARIE-LOUISE</given><given qualifier="BR">DOMINIQUE</given></name>
      <administrativeGenderCode code="F" codeSystem="2.16.840.1.113883.5.1"/>
      <birthTime value="19790328"/>
      <birthplace><place><addr><county>51215</county></addr></place></birthplace>
    </patient>
  </patientRole></recordTarget>
  ${replaces === undefined ? '' : `<relatedDocument typeCode="RPLC"><parentDocument><id root="${replaces}"/></parentDocument></relatedDocument>`}
  <component><nonXMLBody><text mediaType="application/pdf" representation="B64">JVBERi0=</text></nonXMLBody></component>
</ClinicalDocument>
`)
}

export const sampleInput = (change: Partial<CdaMessageInput> = {}): CdaMessageInput => ({
  operation: 'create',
  controlId: 'DMP-0001',
  at: new Date('2026-11-25T09:20:00Z'),
  processingId: 'T',
  sendingApplication: 'ANAMNESE',
  sendingFacility: "CH DE L'ARGOAT",
  receivingApplication: 'PFI',
  receivingFacility: "CH DE L'ARGOAT",
  cda: sampleCda(),
  visit: {
    patientClass: 'I',
    unit: '6268',
    number: 'SEJ0001',
    numberAuthority: { namespace: 'GAM', universalId: '220000012', universalIdType: 'M' },
    admittedAt: new Date('2026-11-20T08:00:00Z'),
  },
  sender: {
    person: professionalOf({ idNat: '810100000003', family: 'KERVADEC', given: 'Maëlle' }),
    organization: structureOf({ idNat: '1220000020', name: "CH DE L'ARGOAT" }),
  },
  recipients: [
    {
      person: professionalOf({ idNat: '810100000011', family: 'TANGUY', given: 'Paul' }),
      address: 'paul.tanguy@medecin.mssante.example',
    },
  ],
  flags: { ...NO_FLAGS, destDmp: true },
  authorityNames: { '1.2.250.1.999.1.1.220.2': 'GAM' },
  ...change,
})
