import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readCdaHeader } from '@anamnese/interop-cda'
import { Hl7Message, readAck } from '@anamnese/interop-hl7v2'
import { readCdaMessage, readZam, validateCdaMessage, validateZam } from './index'

const FOLDER = join(
  process.env['ANAMNESE_FIXTURES'] ?? resolve(__dirname, '../../../../../shared/fixtures'),
  'hl7v2-cda',
)
const available = existsSync(FOLDER)
if (!available) console.info(`Échantillons officiels absents (${FOLDER}) : ces essais sont sautés.`)

const message = (file: string): Hl7Message => Hl7Message.parse(readFileSync(join(FOLDER, file)))

/** Known defects of the samples: they are remarks, never errors. */
const LABELS = 'PRT-4.2 PRT(2)-4.2'
const SAMPLES: [file: string, remarks: string][] = [
  ['dpi-to-pfi/mdm-t02-initial-n1.er7', `TXA-12.2 ${LABELS} OBX-5`],
  ['dpi-to-pfi/mdm-t10-replace-n1.er7', `TXA-12.2 TXA-13.2 ${LABELS} OBX-5`],
  ['dpi-to-pfi/oru-r01-initial-n3.hl7', `PID-3 OBX(12)-5.5 ${LABELS} PRT(3)-4.2 PRT(4)-4.2`],
  ['pfi-to-dpi/mdm-t02-initial-n1.er7', `TXA-12.2 OBX-5.5 ${LABELS} PRT(3)-4.2`],
]

;(available ? describe : describe.skip)('the official samples', () => {
  it.each(SAMPLES)('%s passes without an error, with its known defects as remarks', (file, remarks) => {
    const findings = validateCdaMessage(message(file))
    expect(findings.filter((finding) => finding.severity === 'E')).toEqual([])
    expect(findings.map((finding) => finding.location).join(' ')).toBe(remarks)
  })

  it.each(SAMPLES)('%s gives a document whose header can be read', (file) => {
    const read = readCdaMessage(message(file))
    expect(readCdaHeader(read.documents[0]!.bytes).code.code).toBe(read.documents[0]!.code)
  })

  it('say who sends, to whom, and what for', () => {
    expect(readCdaMessage(message('dpi-to-pfi/oru-r01-initial-n3.hl7'))).toMatchObject({
      volet: '2.1',
      kind: 'ORU',
      flags: { destDmp: true, destMssPs: true, destMssPatient: true },
      participants: [
        { participation: 'SB', person: { family: 'DIAZ' }, organization: { idType: 'FINEG', number: '1120459876' } },
        { participation: 'RCT', address: 'adam.hoda@test-ci-sis.mssante.fr' },
        { participation: 'RCT', person: { idType: 'INS' } },
        { participation: 'REPLY' },
      ],
    })
    expect(readCdaMessage(message('pfi-to-dpi/mdm-t02-initial-n1.er7'))).toMatchObject({
      volet: '1.1',
      mail: {
        messageId: '1',
        subject: expect.stringMatching(/^XDM\/1\.0\/DDM\+/) as string,
        body: 'Corps du courriel',
      },
    })
  })

  it('of business acknowledgements are read, and judged with at most remarks', () => {
    expect(readZam(message('acks/zam-reception-dmp.er7'))).toMatchObject({
      kind: 'dmp',
      originalControlId: '015',
      success: false,
      error: { code: 'DMPClosed', label: 'DMP fermé' },
    })
    expect(readZam(message('acks/zam-reception-mss.er7'))).toMatchObject({
      kind: 'mss-reception',
      success: true,
      mailbox: 'adam.hoda@test-ci-sis.mssante.fr',
    })
    expect(readZam(message('acks/zam-lecture-mss.er7'))).toMatchObject({ kind: 'mss-reading', success: true })
    for (const file of ['zam-reception-dmp', 'zam-reception-mss', 'zam-lecture-mss']) {
      const errors = validateZam(message(`acks/${file}.er7`)).filter((finding) => finding.severity === 'E')
      expect(errors).toEqual([])
    }
  })

  it('of technical acknowledgements are read', () => {
    expect(readAck(message('acks/ack-mdm.er7'))).toMatchObject({ accepted: true, controlId: '015' })
  })
})
