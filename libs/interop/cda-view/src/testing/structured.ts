/** A structured document of an invented patient, around the narrative and the entries that a test gives. */
export function structuredCda({ text = '', entries = '', before = '' } = {}): string {
  return `<?xml version="1.0" encoding="UTF-8"?>${before}<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<id root="1.2.250.1.999.9.1"/><code code="11502-2" codeSystem="2.16.840.1.113883.6.1" displayName="CR d'examens biologiques"/>
<title>CR d'examens biologiques</title><effectiveTime value="20260715101500+0200"/>
<recordTarget><patientRole><id root="1.2.3" extension="1"/><patient><name><family qualifier="BR">ESSAI</family></name></patient></patientRole></recordTarget>
<component><structuredBody><component><section><title>BIOCHIMIE</title><text>${text}</text>${entries}</section></component></structuredBody></component></ClinicalDocument>`
}

export function observation({ code = 'N', value = '1.95', name = 'TSH' } = {}): string {
  return `<entry><observation classCode="OBS" moodCode="EVN"><code code="3016-3" codeSystem="2.16.840.1.113883.6.1" displayName="${name}"/>
<effectiveTime value="20260714"/><value xsi:type="PQ" value="${value}" unit="mUI/L"/><interpretationCode code="${code}" codeSystem="2.16.840.1.113883.5.83"/>
<referenceRange><observationRange><value xsi:type="IVL_PQ"><low value="0.27" unit="mUI/L"/><high value="4.2" unit="mUI/L"/></value></observationRange></referenceRange></observation></entry>`
}
