import type { DemoPerson } from '@anamnese/tool-demo'

interface Report {
  number: number
  withIns: boolean
  /** interpretationCode of the result */
  interpretation: string
}

/** A structured report of another structure about this person, with what a hostile producer would add to it. */
export function biologyReport(person: DemoPerson, { number, withIns, interpretation }: Report): Buffer {
  const id = `1.2.250.1.999.2.8.${Date.now()}${number}`
  const ins = withIns ? `<id root="1.2.250.1.213.1.4.10" extension="${person.ins ?? ''}"/>` : ''
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?><?xml-stylesheet type="text/xsl" href="https://ailleurs.example/vol.xsl"?>
<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<realmCode code="FR"/><typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/>
<id root="${id}"/><code code="11502-2" codeSystem="2.16.840.1.113883.6.1" displayName="CR d'examens biologiques"/>
<title>CR de biologie ${number}</title><effectiveTime value="20261120101500+0100"/>
<setId root="${id}.1"/><versionNumber value="1"/>
<recordTarget><patientRole>${ins}<id root="1.2.250.1.999.2.2" extension="${number}"/><patient>
<name><family qualifier="BR">${person.family}</family><given>${person.given}</given><given qualifier="BR">${person.given}</given></name>
<administrativeGenderCode code="${person.sex}" codeSystem="2.16.840.1.113883.5.1"/><birthTime value="${person.birthDate.replaceAll('-', '')}"/>
<birthplace><place><addr><county>${person.birthPlace}</county></addr></place></birthplace></patient></patientRole></recordTarget>
<author><time value="20261120101500+0100"/><assignedAuthor><id root="1.2.250.1.71.4.2.1" extension="810100000057"/>
<assignedPerson><name><family>BODIN</family><given>Erwan</given><suffix>DR</suffix></name></assignedPerson></assignedAuthor></author>
<component><structuredBody><component><section><title>BIOCHIMIE</title>
<text><paragraph onclick="globalThis.ranFromADocument=1">Potassium fortement augmenté</paragraph><script>globalThis.ranFromADocument=1</script></text>
<entry><observation classCode="OBS" moodCode="EVN"><code code="2823-3" codeSystem="2.16.840.1.113883.6.1" displayName="Potassium"/>
<effectiveTime value="20261120"/><value xsi:type="PQ" value="7.1" unit="mmol/L"/><interpretationCode code="${interpretation}" codeSystem="2.16.840.1.113883.5.83"/>
</observation></entry></section></component></structuredBody></component></ClinicalDocument>`)
}
