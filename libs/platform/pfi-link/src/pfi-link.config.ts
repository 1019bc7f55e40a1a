import { IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator'
import { AsInteger, ServiceConfig } from '@anamnese/platform-config'

/** Variables of a service that sends through the PFI. */
export abstract class PfiLinkConfig extends ServiceConfig {
  @IsString({ message: 'nom ou adresse de la PFI (MLLP)' })
  PFI_HOST: string = '127.0.0.1'

  @AsInteger()
  @IsInt({ message: 'port MLLP de la PFI' })
  @Min(1, { message: 'port MLLP de la PFI' })
  @Max(65535)
  PFI_PORT!: number

  /** MSH-5 and MSH-6 of what is sent */
  @MaxLength(180)
  PFI_APPLICATION: string = 'PFI'

  @IsOptional()
  @MaxLength(180)
  PFI_FACILITY?: string

  /** MSH-3 */
  @MaxLength(180)
  SENDING_APPLICATION: string = 'ANAMNESE'

  /** PEM of the authority of the PFI's certificate; TLS is used when it is given */
  @IsOptional()
  @Matches(/BEGIN CERTIFICATE/, { message: 'certificat PEM de l’autorité de la PFI' })
  PFI_TLS_CA?: string

  @IsOptional()
  @Matches(/BEGIN CERTIFICATE/, { message: 'certificat PEM présenté à la PFI' })
  PFI_TLS_CERT?: string

  @IsOptional()
  @Matches(/PRIVATE KEY/, { message: 'clé privée PEM du certificat présenté à la PFI' })
  PFI_TLS_KEY?: string

  /** seconds to wait for the acknowledgement of the PFI */
  @AsInteger()
  @IsInt()
  @Min(1)
  PFI_ANSWER_TIMEOUT_SECONDS: number = 30

  /** where the door for business acknowledgements listens; closed when the port is not given */
  @IsString()
  ZAM_HOST: string = '127.0.0.1'

  @IsOptional()
  @AsInteger()
  @IsInt({ message: 'port MLLP de la porte des accusés métier, 0 pour un port libre' })
  @Min(0)
  @Max(65535)
  ZAM_PORT?: number

  @IsOptional()
  @Matches(/BEGIN CERTIFICATE/, { message: 'certificat PEM de la porte des accusés métier' })
  ZAM_TLS_CERT?: string

  @IsOptional()
  @Matches(/PRIVATE KEY/, { message: 'clé privée PEM de la porte des accusés métier' })
  ZAM_TLS_KEY?: string

  /** authority of the PFI's client certificate, then required */
  @IsOptional()
  @Matches(/BEGIN CERTIFICATE/, { message: 'certificat PEM de l’autorité de la PFI' })
  ZAM_TLS_CA?: string

  /** MSH-11 */
  @IsIn(['P', 'T', 'D'], { message: 'P en production, T en essai, D en mise au point' })
  HL7_PROCESSING_ID: 'P' | 'T' | 'D' = 'P'

  @IsString({ message: 'identifiant national de la structure : 1 suivi du FINESS' })
  STRUCTURE_ID_NAT!: string

  @IsString({ message: 'nom de la structure' })
  STRUCTURE_NAME!: string

  /** OID under which the hospital numbers its patients (.2), stays (.3) and documents (.4) */
  @Matches(/^\d+(\.\d+)+$/, { message: 'OID de l’établissement' })
  OID_ROOT!: string

  /** HD of the administrative system: namespace, identifier and type */
  @Matches(/^[^&]+&[^&]+&[^&]+$/, {
    message: 'autorité des identifiants : espace&identifiant&type, par exemple GAM&220000012&M',
  })
  IPP_AUTHORITY!: string
}
