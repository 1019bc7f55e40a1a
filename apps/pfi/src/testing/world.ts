import { randomInt } from 'node:crypto'
import {
  buildCdaAck,
  buildCdaMessage,
  NO_FLAGS,
  professionalOf,
  structureOf,
  type CdaMessageInput,
} from '@anamnese/interop-cda-hl7'
import { Hl7Message, readAck, type Acknowledgement } from '@anamnese/interop-hl7v2'
import { MllpClient, MllpServer } from '@anamnese/interop-mllp'
import { createTestAuthority, type TestAuthority } from '@anamnese/interop-test-pki'
import { testLetter } from '@anamnese/interop-xds/testing'
import type { Environment } from '@anamnese/platform-config'
import type { Partners } from './partners'

export const ACCOUNT = { address: 'cardiologie.app@ch-argoat.mssante.example', password: 'secret-de-test' }
export const DOCTOR = 'paul.tanguy@medecin.mssante.example'
export const NURSE = 'anna.morvan@medecin.mssante.example'

/** Variables of a PFI that speaks to the partners and to this DPI. */
export function pfiEnvironment(authority: TestAuthority, partners: Partners, dpi: Dpi): Environment {
  const hospital = (name: string, use: 'client' | 'sign'): { key: string; certificate: string } =>
    authority.issue({
      subject: [
        ['C', 'FR'],
        ['O', "CH DE L'ARGOAT"],
        ['OU', '1220000020'],
        ['CN', name],
      ],
      use,
    })
  const connection = hospital('DPI AUTH_CLI', 'client')
  const seal = hospital('DPI SIGN', 'sign')
  return {
    MLLP_PORT: '0',
    DPI_ZAM_PORT: String(dpi.port),
    STRUCTURE_ID_NAT: '1220000020',
    STRUCTURE_NAME: "CH DE L'ARGOAT",
    OID_ROOT: '1.2.250.1.999.1.1.220',
    DMP_REPOSITORY_URL: `${partners.dmpUrl}/repository`,
    DMP_CERT: connection.certificate,
    DMP_KEY: connection.key,
    DMP_CA: authority.certificate,
    SIGN_CERT: seal.certificate,
    SIGN_KEY: seal.key,
    LPS_ID_HOMOLOGATION_DMP: 'TEST',
    SMTP_HOST: 'localhost',
    SMTP_PORT: String(partners.smtpPort),
    SMTP_CERT: connection.certificate,
    SMTP_KEY: connection.key,
    SMTP_CA: authority.certificate,
    MAILBOX: ACCOUNT.address,
    MAILBOX_PASSWORD: ACCOUNT.password,
    MAILBOX_LABEL: 'Cardiologie, CH de l’Argoat',
    REPLY_TO: 'secretariat.cardiologie@ch-argoat.mssante.example',
    MSS_NIL: 'TEST-NIL',
    RETRY_FIRST_SECONDS: '1',
  }
}

export const authority = createTestAuthority()

/** The DPI: its door for the business acknowledgements, and what it received there. */
export class Dpi {
  readonly zams: Hl7Message[] = []
  /** answers AE instead of AA */
  refusing = false
  port = 0
  private server: MllpServer | undefined

  static async open(port = 0): Promise<Dpi> {
    const dpi = new Dpi()
    dpi.server = new MllpServer({ port, handler: (bytes) => Promise.resolve(dpi.answer(Hl7Message.parse(bytes))) })
    dpi.port = (await dpi.server.listen()).port
    return dpi
  }

  private answer(message: Hl7Message): Buffer {
    if (!this.refusing) this.zams.push(message)
    const code = this.refusing ? 'AE' : 'AA'
    return buildCdaAck(message, { controlId: `A${randomInt(1e9)}`, at: new Date(), code })
  }

  /** The acknowledgements of one message: event, MSH-10 of the ZAM, answer, code and mailbox. */
  of(controlId: string): { event: string; id: string; success: boolean; code?: string; mailbox?: string }[] {
    return this.zams
      .filter((zam) => zam.get('OBX-4') === controlId)
      .map((zam) => {
        const code = zam.get('ERR-5')
        const mailbox = zam.get('OBX(2)-5.4')
        return {
          event: zam.type.event,
          id: zam.controlId ?? '',
          success: zam.get('OBX-5') === 'Y',
          ...(code === undefined ? {} : { code }),
          ...(mailbox === undefined ? {} : { mailbox }),
        }
      })
  }

  async close(): Promise<void> {
    await this.server?.close(500)
  }

  /** Opens the door again, at the same place, with what it already had. */
  async reopen(): Promise<Dpi> {
    const next = await Dpi.open(this.port)
    next.zams.push(...this.zams)
    return next
  }
}

let number = 5000

/** A message of the DPI about a new document. */
export function mdm(over: Partial<CdaMessageInput> & { document?: number } = {}): {
  controlId: string
  bytes: Buffer
  documentId: string
} {
  number += 1
  const { document = number * 1000 + randomInt(1000), ...rest } = over
  const controlId = rest.controlId ?? `MSG${document}`
  const bytes = buildCdaMessage({
    operation: 'create',
    controlId,
    at: new Date(),
    processingId: 'T',
    sendingApplication: 'ANAMNESE',
    sendingFacility: "CH DE L'ARGOAT",
    receivingApplication: 'PFI',
    receivingFacility: "CH DE L'ARGOAT",
    cda: testLetter({ number: document }),
    visit: {
      patientClass: 'I',
      unit: '6268',
      number: 'SEJ0001',
      numberAuthority: { namespace: 'GAM', universalId: '220000012', universalIdType: 'M' },
      admittedAt: new Date('2026-11-20T08:30:00Z'),
    },
    sender: {
      person: professionalOf({ idNat: '810100000008', family: 'KERVADEC', given: 'Maëlle' }),
      organization: structureOf({ idNat: '1220000020', name: "CH DE L'ARGOAT" }),
    },
    flags: { ...NO_FLAGS, destDmp: true, ackReception: true },
    authorityNames: { '1.2.250.1.999.1.1.220.2': 'GAM' },
    ...rest,
  })
  return { controlId, bytes, documentId: `1.2.250.1.999.1.1.220.4.${document}` }
}

/** The parts of a message for mailboxes. */
export function toMailboxes(...addresses: string[]): Pick<CdaMessageInput, 'flags' | 'recipients'> {
  return {
    flags: { ...NO_FLAGS, destMssPs: true, ackReception: true },
    recipients: addresses.map((address) => ({
      person: professionalOf({ idNat: '810100000016', family: 'TANGUY', given: 'Paul' }),
      address,
    })),
  }
}

/** Sends one message to the door. */
export async function send(port: number, bytes: Buffer): Promise<{ bytes: Buffer; ack: Acknowledgement }> {
  const client = new MllpClient({ host: '127.0.0.1', port })
  try {
    const answer = await client.send(bytes)
    return { bytes: answer, ack: readAck(Hl7Message.parse(answer)) }
  } finally {
    client.close()
  }
}
