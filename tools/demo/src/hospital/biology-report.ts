import type { DemoPerson } from './person'

export interface ReportWish {
  /** OID of the document; that of its set ends in `.1` unless `setId` says another */
  id: string
  setId?: string
  versionNumber?: number
  title?: string
  /** HL7 time */
  at?: string
  /** without it the document has to find its patient by his traits */
  withIns?: boolean
  /** interpretationCode of the result */
  interpretation?: string
  /** its PDF copy */
  pdf?: Buffer
  /** a second section, that no model asks for */
  extraSection?: string
}

/** A structured report of another structure about this person (CDA level 3), with what a hostile producer would add to it. */
export function biologyReport(person: DemoPerson, wish: ReportWish): Buffer {
  const { id, versionNumber = 1, title = 'CR de biologie', at = '20261120101500+0100', interpretation = 'N' } = wish
  const ins = wish.withIns === false ? '' : `<id root="1.2.250.1.213.1.4.10" extension="${person.ins ?? ''}"/>`
  const setId = wish.setId ?? `${id}.1`
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<?xml-stylesheet type="text/xsl" href="https://ailleurs.example/presentation.xsl"?>
<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<realmCode code="FR"/><typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/>
<id root="${id}"/><code code="11502-2" codeSystem="2.16.840.1.113883.6.1" displayName="CR d'examens biologiques"/>
<title>${title}</title><effectiveTime value="${at}"/>
<setId root="${setId}"/><versionNumber value="${versionNumber}"/>
<recordTarget><patientRole>${ins}<id root="1.2.250.1.999.2.2" extension="1"/><patient>
<name><family qualifier="BR">${person.family}</family><given>${person.given}</given><given qualifier="BR">${person.given}</given></name>
<administrativeGenderCode code="${person.sex}" codeSystem="2.16.840.1.113883.5.1"/>
<birthTime value="${person.birthDate.replaceAll('-', '')}"/>
<birthplace><place><addr><county>${person.birthPlace}</county></addr></place></birthplace></patient></patientRole></recordTarget>
<author><time value="${at}"/><assignedAuthor><id root="1.2.250.1.71.4.2.1" extension="810100000057"/>
<assignedPerson><name><family>BODIN</family><given>Erwan</given><suffix>DR</suffix></name></assignedPerson></assignedAuthor></author>
<component><structuredBody><component><section><title>BIOCHIMIE</title>
<text><paragraph onclick="globalThis.ranFromADocument=1">Potassium, version ${versionNumber}</paragraph>
<script>globalThis.ranFromADocument=1</script></text>
<entry><observation classCode="OBS" moodCode="EVN">
<code code="2823-3" codeSystem="2.16.840.1.113883.6.1" displayName="Potassium"/>
<effectiveTime value="20261120"/><value xsi:type="PQ" value="7.1" unit="mmol/L"/>
<interpretationCode code="${interpretation}" codeSystem="2.16.840.1.113883.5.83"/>
</observation></entry></section></component>${extraOf(wish)}${copyOf(wish)}</structuredBody></component></ClinicalDocument>`)
}

function extraOf({ extraSection }: ReportWish): string {
  if (extraSection === undefined) return ''
  return `<component><section><title>SECTION AJOUTÉE</title><text><paragraph>${extraSection}</paragraph></text></section></component>`
}

/** FR-Document-PDF-copie of the CI-SIS. */
function copyOf({ pdf }: ReportWish): string {
  if (pdf === undefined) return ''
  return `<component><section><templateId root="1.2.250.1.213.1.1.2.243"/>
<code code="55108-5" codeSystem="2.16.840.1.113883.6.1"/><title>Copie du document</title>
<text><renderMultiMedia referencedObject="copie"/></text><entry><organizer classCode="CLUSTER" moodCode="EVN"><component>
<observationMedia classCode="OBS" moodCode="EVN" ID="copie">
<value mediaType="application/pdf" representation="B64">${pdf.toString('base64')}</value></observationMedia></component></organizer></entry></section></component>`
}
