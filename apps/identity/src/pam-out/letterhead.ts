import { Inject, Injectable } from '@nestjs/common'
import type { Hl7Header } from '@anamnese/interop-hl7v2'
import { type Adt, buildAdt, PamBuildError } from '@anamnese/interop-pam-fr'
import { CONFIG } from '@anamnese/platform-service'
import { IdentityConfig } from '../identity.config'
import { newId } from '../new-id'
import { parseAuthority } from '../patients/ipp'
import type { Patient } from '../patients/patient'
import type { Heading } from './identity-facts'
import type { Reason } from './outgoing'
import type { Subscriber } from './subscriber'

const ACKNOWLEDGEMENTS: Readonly<Record<Subscriber['ackMode'], Hl7Header['acknowledgements']>> = {
  original: undefined,
  enhanced: { accept: 'AL', application: 'AL' },
  accept: { accept: 'AL', application: 'NE' },
}

/** The bytes of a message; `obstacle` when they are not in the character set that the subscriber wants. */
export interface Written {
  bytes: Buffer
  charset: string
  obstacle?: Reason
}

/** Puts the name of this system, and that of the subscriber, on facts. */
@Injectable()
export class Letterhead {
  constructor(@Inject(CONFIG) private readonly config: IdentityConfig) {}

  get own(): ReturnType<typeof parseAuthority> {
    return parseAuthority(this.config.IPP_AUTHORITY)
  }

  get production(): boolean {
    return !this.config.INS_TEST_OIDS
  }

  /** PAM-FR 2.11 §6.6.4 forbids an INS beside a corrected birth date; newer national rules do not: the site chooses. */
  withholdsIns({ birth }: Patient): boolean {
    return birth?.uncertain === true && this.config.PAM_INS_WITH_CORRECTED_BIRTH_DATE === 'ignore'
  }

  /** MSH-10 holds 20 characters. */
  heading(recordedAt: string, occurredAt = recordedAt): Heading {
    return {
      controlId: newId().slice(6),
      sendingApplication: this.config.PAM_SENDING_APPLICATION,
      sendingFacility: this.config.ESTABLISHMENT,
      processingId: this.production ? 'P' : 'D',
      sentAt: new Date().toISOString(),
      recordedAt,
      occurredAt,
    }
  }

  write(adt: Adt, subscriber: Subscriber): Written {
    const { namespace, id, type } = this.own
    const acknowledgements = ACKNOWLEDGEMENTS[subscriber.ackMode]
    const envelope = {
      receivingApplication: subscriber.application,
      receivingFacility: subscriber.facility,
      issuer: { namespace, ...(id ? { universalId: id } : {}), ...(type ? { universalIdType: type } : {}) },
      zone: this.config.TIME_ZONE,
      ...(acknowledgements ? { acknowledgements } : {}),
    }
    const { charset } = subscriber
    try {
      return { bytes: buildAdt(adt, { ...envelope, charset }), charset }
    } catch (error) {
      if (!(error instanceof PamBuildError) || error.code !== 'PAM.CHARSET') throw error
      // Nothing is altered in silence: a person sees it, and may send it in UTF-8.
      const obstacle = {
        code: error.code,
        message: `Un caractère de ce message n’existe pas en ${charset} : le renvoyer l’envoie en UTF-8.`,
      }
      return { bytes: buildAdt(adt, envelope), charset: 'UNICODE UTF-8', obstacle }
    }
  }
}
