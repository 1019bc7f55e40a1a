import { randomUUID } from 'node:crypto'
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common'
import type { Actor } from '@anamnese/contracts'
import type { Ins } from '@anamnese/domain-ins'
import type { Code } from '@anamnese/domain-professional-ids'
import { buildEnvelope, SoapClient } from '@anamnese/interop-soap'
import { AUTOMATE_ROLE, buildVihf, PROFESSION_SYSTEM, rolesOfSpecialty } from '@anamnese/interop-vihf'
import { buildExistenceTest, readExistenceTest, TD02_ACTION, type DmpState } from '@anamnese/interop-xds'
import { readSigningKey, type SigningKey } from '@anamnese/interop-xmldsig'
import { CONFIG } from '@anamnese/platform-service'
import { DmpConfig } from '../dmp.config'

const SECTORS = '1.2.250.1.71.4.2.4'

interface Access {
  url: string
  soap: SoapClient
  seal: SigningKey
}

/** The DMP as a structure may ask it (indirect mode): TD0.2. */
@Injectable()
export class DmpClient implements OnModuleDestroy {
  private readonly access: Access | undefined

  constructor(@Inject(CONFIG) private readonly config: DmpConfig) {
    const { DMP_PATIENTS_URL: url, DMP_CERT: certificate, DMP_KEY: key, SIGN_CERT, SIGN_KEY, DMP_CA } = config
    if (url === undefined) return
    if (certificate === undefined || key === undefined || SIGN_CERT === undefined || SIGN_KEY === undefined) {
      throw new Error('DMP_CERT, DMP_KEY, SIGN_CERT et SIGN_KEY sont nécessaires avec DMP_PATIENTS_URL')
    }
    const tls = { certificate, key, ...(DMP_CA === undefined ? {} : { authorities: [DMP_CA] }) }
    const timeoutMs = config.DMP_TIMEOUT_SECONDS * 1000
    this.access = {
      url,
      soap: new SoapClient({ tls, timeoutMs, maxResponseBytes: 1_000_000 }),
      seal: readSigningKey({ key: SIGN_KEY, certificate: SIGN_CERT }),
    }
  }

  async onModuleDestroy(): Promise<void> {
    await this.access?.soap.close()
  }

  /** False when no DMP is configured. */
  get configured(): boolean {
    return this.access !== undefined
  }

  /** Asks whether the patient has a DMP and whether it may be opened. @throws SoapFault, SoapError, XdsError, VihfError */
  async existence(ins: Ins, actor: Actor): Promise<DmpState> {
    if (!this.access) throw new Error('DMP_PATIENTS_URL is not configured')
    const { url, soap, seal } = this.access
    const envelope = buildEnvelope(
      {
        action: TD02_ACTION,
        messageId: `urn:uuid:${randomUUID()}`,
        to: url,
        replyTo: true,
        mustUnderstand: true,
        security: this.assertion(ins, actor, seal),
      },
      buildExistenceTest({
        ins,
        sender: { oid: this.config.OID_ROOT, name: this.config.LPS_NAME },
        processingCode: this.config.HL7_PROCESSING_ID === 'P' ? 'P' : 'D',
      }),
    )
    const answer = await soap.call({ url, action: TD02_ACTION, envelope })
    return readExistenceTest(answer.envelope.content)
  }

  private assertion(ins: Ins, actor: Actor, seal: SigningKey): string {
    const { config } = this
    return buildVihf(
      {
        mode: 'INDIRECTE',
        subjectId: actor.idNat ?? `${config.STRUCTURE_ID_NAT}/${actor.id}`,
        subjectName: actor.family === undefined ? actor.name : `${actor.family} ${actor.given ?? ''}`.trim(),
        roles: rolesOf(actor),
        structureId: config.STRUCTURE_ID_NAT,
        sector: { code: config.SECTOR, system: SECTORS },
        patient: ins,
        purpose: 'normal',
        authentication: { at: new Date(), contextClass: config.AUTHN_CONTEXT_CLASS },
        software: { name: config.LPS_NAME, version: config.LPS_VERSION, approval: config.LPS_ID_HOMOLOGATION_DMP },
      },
      seal,
      { dialect: { version: config.VIHF_VERSION } },
    )
  }
}

function rolesOf({ kind, specialty, profession }: Actor): Code[] {
  if (kind === 'client' || profession === undefined) return [AUTOMATE_ROLE]
  if (specialty !== undefined) return rolesOfSpecialty(specialty)
  return [{ code: profession, system: PROFESSION_SYSTEM }]
}
