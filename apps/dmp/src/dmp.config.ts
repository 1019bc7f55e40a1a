import { IsBoolean, IsInt, IsOptional, IsString, Matches, Min } from 'class-validator'
import { AsBoolean, AsInteger } from '@anamnese/platform-config'
import { PfiLinkConfig } from '@anamnese/platform-pfi-link'

const PEM = { message: 'certificat au format PEM' }
const KEY = { message: 'clé privée au format PEM' }

export class DmpConfig extends PfiLinkConfig {
  /** the published rules differ: true blocks the feeding until non-opposition is recorded, false only when opposition is (DMP/CONF.09) */
  @AsBoolean()
  @IsBoolean({ message: 'true pour exiger une non-opposition recueillie avant d’alimenter le DMP' })
  FEEDING_NEEDS_RECORDED_CHOICE: boolean = false

  /** TD0.2 service of the DMP; the state of DMPs stays unknown when it is not given */
  @IsOptional()
  @Matches(/^https:\/\//, { message: 'adresse https du service « patients » du DMP' })
  DMP_PATIENTS_URL?: string

  @IsOptional()
  @Matches(/BEGIN CERTIFICATE/, PEM)
  DMP_CERT?: string

  @IsOptional()
  @Matches(/PRIVATE KEY/, KEY)
  DMP_KEY?: string

  @IsOptional()
  @Matches(/BEGIN CERTIFICATE/, PEM)
  DMP_CA?: string

  /** seal of the structure (ORG SIGN) that signs the VIHF */
  @IsOptional()
  @Matches(/BEGIN CERTIFICATE/, PEM)
  SIGN_CERT?: string

  @IsOptional()
  @Matches(/PRIVATE KEY/, KEY)
  SIGN_KEY?: string

  /** sector of activity, value set J61 */
  @Matches(/^SA\d\d$/, { message: 'secteur d’activité, par exemple SA01' })
  SECTOR: string = 'SA01'

  /** minutes during which the answer of the DMP is used again */
  @AsInteger()
  @IsInt()
  @Min(0)
  DMP_STATE_MINUTES: number = 60

  @AsInteger()
  @IsInt()
  @Min(1)
  DMP_TIMEOUT_SECONDS: number = 10

  @IsString()
  LPS_NAME: string = 'Anamnese'

  @IsString()
  LPS_VERSION: string = '0.1.0'

  @IsString()
  LPS_ID_HOMOLOGATION_DMP: string = 'NON-HOMOLOGUE'

  /** the sources show 3.0 in the messages and 4.0 in one table */
  @Matches(/^\d\.\d$/, { message: 'version du VIHF, par exemple 3.0' })
  VIHF_VERSION: string = '3.0'

  /** SAML class of the local sign-in */
  @Matches(/^urn:/, { message: 'classe SAML de l’authentification locale, urn:…' })
  AUTHN_CONTEXT_CLASS: string = 'urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified'
}
