import { Inject, Injectable } from '@nestjs/common'
import { NO_FLAGS, type CdaFlags } from '@anamnese/interop-cda-hl7'
import type { ClientSession } from '@anamnese/platform-mongo'
import {
  OTHER_INS,
  PatientRepository,
  type ExchangeOrder,
  type ExchangePolicy,
  type OrderFacts,
  type Reason,
} from '@anamnese/platform-pfi-link'
import { CONFIG } from '@anamnese/platform-service'
import { DmpConfig } from '../dmp.config'
import { ChoicesRepository, type ChoicesRow } from './choices.repository'

const ADVICE: Readonly<Record<string, string>> = {
  XDSUnknownPatientId: 'Vérifier l’identité et l’INS du patient, puis renvoyer.',
  XDSPatientIdDoesNotMatch: 'Vérifier l’identité et l’INS du patient, puis renvoyer.',
  DMPClosed: 'Le DMP du patient est fermé : rien à renvoyer.',
  DMPAccessDeniedByRightsService: 'Vérifier les droits de la structure sur le DMP, puis renvoyer.',
  DMPInvalidCertificate: 'Prévenir le service informatique (certificat de la structure), puis renvoyer.',
}

/** When a document may go to the DMP, and how it is to be seen there. */
@Injectable()
export class DmpPolicy implements ExchangePolicy {
  constructor(
    private readonly patients: PatientRepository,
    private readonly choices: ChoicesRepository,
    @Inject(CONFIG) private readonly config: DmpConfig,
  ) {}

  flags({ document }: ExchangeOrder): CdaFlags {
    return {
      ...NO_FLAGS,
      masquePs: document.maskedToProfessionals,
      invisiblePatient: document.invisibleToPatient,
      invisibleRepLegaux: document.invisibleToRepresentatives,
      destDmp: true,
      ackReception: true,
    }
  }

  /** DMP/ALI/PROG.03 (this one document is blocked), RNIV (qualified INS only), DMP/CONF.09 (opposition). */
  async obstacle(
    { establishment, patientId, document }: OrderFacts,
    session?: ClientSession,
  ): Promise<Reason | undefined> {
    if (!document.sendToDmp && (document.confidentiality ?? 'N') !== 'N') {
      return { code: 'DMP.CONFIDENTIAL', message: 'le DMP ne prend que les documents de confidentialité normale.' }
    }
    if (!document.sendToDmp) {
      return { code: 'DMP.BLOCKED', message: 'l’envoi au DMP de ce document a été bloqué par son auteur.' }
    }
    if (!document.withIns) {
      const message =
        'l’identité du patient n’était pas qualifiée, le document ne porte pas d’INS. Qualifier l’identité puis valider une nouvelle version.'
      return { code: 'INS.NOT_QUALIFIED', message }
    }
    // After a merge, the identity and the choices that count are those of the record that stays.
    const { patient, otherIns } = await this.patients.current(establishment, patientId, session)
    if (otherIns) return OTHER_INS
    const doubtful = patient?.attributes.some((attribute) => attribute !== 'HOMONYME') ?? false
    if (patient && (patient.status !== 'QUALIFIEE' || doubtful)) {
      const message = 'l’identité du patient n’est plus qualifiée. La qualifier à nouveau puis renvoyer.'
      return { code: 'IDENTITY.NOT_QUALIFIED', message }
    }
    return this.choiceObstacle(establishment, [patient?._id ?? patientId, patientId], session)
  }

  /** The first choice that was collected: that of the record that stays, else that of the merged one. */
  private async feedingOf(
    establishment: string,
    ids: readonly string[],
    session: ClientSession | undefined,
  ): Promise<ChoicesRow['feeding']> {
    for (const id of ids) {
      const feeding = (await this.choices.findById(establishment, id, session))?.feeding ?? 'not-collected'
      if (feeding !== 'not-collected') return feeding
    }
    return 'not-collected'
  }

  advice(code: string): string {
    return ADVICE[code] ?? 'Corriger puis renvoyer.'
  }

  private async choiceObstacle(
    establishment: string,
    ids: readonly string[],
    session: ClientSession | undefined,
  ): Promise<Reason | undefined> {
    const feeding = await this.feedingOf(establishment, ids, session)
    if (feeding === 'opposed') {
      return { code: 'CHOICE.OPPOSED', message: 'le patient s’oppose à l’alimentation de son DMP.' }
    }
    if (feeding === 'not-collected' && this.config.FEEDING_NEEDS_RECORDED_CHOICE) {
      const message = 'la non-opposition du patient n’a pas été recueillie. La recueillir puis renvoyer.'
      return { code: 'CHOICE.NOT_COLLECTED', message }
    }
    return undefined
  }
}
