import { Inject, Injectable } from '@nestjs/common'
import type { Actor, ScanFinding, ScanResponse } from '@anamnese/contracts'
import { isAllowedOid } from '@anamnese/domain-ins'
import {
  DatamatrixError,
  parseInsDatamatrix,
  readDatamatrixPicture,
  type ScannedIns,
} from '@anamnese/interop-datamatrix'
import { ProblemError, unprocessable } from '@anamnese/platform-http'
import { AuditTrail } from '@anamnese/platform-messaging'
import { CONFIG } from '@anamnese/platform-service'
import { IdentityConfig } from '../identity.config'
import { withNature } from '../insi/insi-response'
import { MatchesService } from './matches.service'

/** Reads an INS datamatrix and says whose record it may be. A scan replaces neither a document nor INSi (EXI REC 02). */
@Injectable()
export class ScanService {
  constructor(
    @Inject(CONFIG) private readonly config: IdentityConfig,
    private readonly matches: MatchesService,
    private readonly trail: AuditTrail,
  ) {}

  async ofText(text: string, actor: Actor): Promise<ScanResponse> {
    return this.answer(parseInsDatamatrix(text), [], actor)
  }

  /** Several codes may be on one picture (a sheet of labels): they must say the same. */
  async ofPicture(picture: Buffer, actor: Actor): Promise<ScanResponse> {
    const texts = [...new Set(await this.textsOf(picture))]
    const scans = texts.map((text) => parseInsDatamatrix(text)).filter(isInsDatamatrix)
    const [first] = scans
    if (first === undefined) {
      const title = 'Aucun datamatrix INS n’est lisible sur cette image.'
      throw unprocessable('SCAN.NO_CODE', title, 'Reprendre l’image de plus près, nette et bien éclairée.')
    }
    const several: ScanFinding[] =
      scans.length === 1
        ? []
        : [finding('error', 'SCAN.SEVERAL', 'image', 'L’image porte plusieurs datamatrix INS différents.')]
    return this.answer(first, several, actor)
  }

  private async textsOf(picture: Buffer): Promise<string[]> {
    try {
      return await readDatamatrixPicture(picture)
    } catch (error) {
      if (!(error instanceof DatamatrixError)) throw error
      throw new ProblemError(422, 'SCAN.IMAGE', error.message, 'Envoyer une image PNG ou JPEG de 6 Mo au plus.', {
        cause: error,
      })
    }
  }

  private async answer(scan: ScannedIns, more: ScanFinding[], actor: Actor): Promise<ScanResponse> {
    const { ins, traits } = scan
    const findings = [
      ...more,
      ...scan.findings.map(({ severity, rule, where, message }) => finding(severity, rule, where, message)),
    ]
    if (ins && !findings.some(({ code }) => code === 'DATAMATRIX.OID') && !this.isOfThisInstallation(ins.oid)) {
      const message = 'L’INS du code n’est pas de l’environnement de cette installation (production ou test).'
      findings.push(finding('error', 'DATAMATRIX.ENVIRONMENT', 'S2', message))
    }
    const whole = ins !== undefined && findings.every(({ severity }) => severity !== 'error')
    const matches = whole ? await this.matches.find({ ins, traits }, actor, 'ins.scan') : []
    const holder = matches.find(({ by }) => by === 'ins')
    if (holder && holder.differences.length > 0) {
      const message = 'Les traits du code ne sont pas ceux du dossier qui a cette INS : vérifier sur une pièce.'
      findings.push(finding('warning', 'SCAN.OTHER_TRAITS', 'record', message))
    }
    if (matches.length === 0) {
      const outcome = whole ? 'success' : 'failure'
      await this.trail.record(actor, { action: 'ins.scan', ins: ins !== undefined, outcome, detail: codesOf(findings) })
    }
    return {
      ...(ins === undefined ? {} : { ins: withNature(ins) }),
      traits,
      findings,
      matches,
      ...(whole && holder === undefined ? { initial: { traits, source: 'DATAMATRIX' as const } } : {}),
    }
  }

  private isOfThisInstallation(oid: string): boolean {
    return isAllowedOid(oid, !this.config.INS_TEST_OIDS)
  }
}

function isInsDatamatrix({ findings }: ScannedIns): boolean {
  return findings.every(({ rule }) => rule !== 'DATAMATRIX.HEADER')
}

function finding(severity: ScanFinding['severity'], code: string, where: string, message: string): ScanFinding {
  return { severity, code, where, message }
}

function codesOf(findings: readonly ScanFinding[]): string {
  return findings.length === 0 ? 'aucun dossier' : findings.map(({ code }) => code).join(' ')
}
