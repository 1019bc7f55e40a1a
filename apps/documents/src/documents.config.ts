import { IsOptional, IsString, IsTimeZone, Matches, MaxLength, MinLength } from 'class-validator'
import { AsList } from '@anamnese/platform-config'
import { KeepingConfig } from './keeping/keeping.config'

const DEFAULT_NOTICE =
  'Vos données de santé sont traitées par l’établissement pour votre prise en charge et conservées dans votre dossier médical. ' +
  'Ce document peut être transmis à votre dossier médical partagé (Mon espace santé) et à vos médecins, sauf opposition de votre part. ' +
  'Vous pouvez exercer vos droits d’accès, de rectification et d’opposition auprès du délégué à la protection des données de l’établissement.'

export class DocumentsConfig extends KeepingConfig {
  /** Struct_idNat of the hospital: custodian of what it produces */
  @Matches(/^[1-6].{1,60}$/, { message: 'identifiant national de la structure, par exemple 1 suivi du FINESS' })
  STRUCTURE_ID_NAT!: string

  @MinLength(1, { message: 'nom de la structure' })
  STRUCTURE_NAME!: string

  /** root of the OIDs that the hospital gives: documents `.4`, patients `.2`, stays `.3` */
  @Matches(/^[0-2](\.(0|[1-9]\d*))+$/, { message: 'racine OID de l’établissement, par exemple 1.2.250.1.…' })
  @MaxLength(40, { message: 'racine OID de 40 caractères au plus : les identifiants de document en ont 64' })
  OID_ROOT!: string

  /** authority of the IPP as HL7 writes it, `namespace&id&type` */
  @Matches(/^[^&^~|]+&[^&^~|]+&[A-Z]+$/, { message: 'autorité des IPP, par exemple GAM&220000012&M' })
  IPP_AUTHORITY!: string

  /** URIs of authorities of IPPs in FHIR, as in the identity service */
  @AsList()
  @Matches(/^[^&=,]+&[^&=,]*=\S+$/, { each: true, message: 'espace de noms&identifiant=URI, séparés par des virgules' })
  FHIR_IPP_SYSTEMS: string[] = []

  /** kind of establishment, value set J02 */
  @Matches(/^[A-Z0-9_]{2,20}$/, { message: 'type d’établissement (jeu de valeurs J02), par exemple SA01' })
  SECTOR: string = 'SA01'

  /** practice setting, value set J04 */
  @Matches(/^[A-Z_]{2,20}$/, { message: 'cadre d’exercice (jeu de valeurs J04), par exemple ETABLISSEMENT' })
  PRACTICE_SETTING: string = 'ETABLISSEMENT'

  /** lines under the name of the hospital on the page: address, telephone… separated by commas */
  @AsList()
  @IsString({ each: true })
  STRUCTURE_LINES: string[] = []

  /** information of the patient, printed on each document (DOC/va1.03) */
  @IsString({ message: 'mention d’information sur les données personnelles' })
  @MaxLength(3000)
  GDPR_NOTICE: string = DEFAULT_NOTICE

  /** JSON file of the types of documents that the hospital writes, beside those of the product or in their place */
  @IsOptional()
  @IsString()
  DOCUMENT_TYPES_FILE?: string

  /** JSON file of the texts that a new letter starts from; built-in texts when empty */
  @IsOptional()
  @IsString()
  LETTER_TEMPLATE_FILE?: string

  /** folder of `CDA_extended.xsd`: documents are then validated against the schema too */
  @IsOptional()
  @IsString()
  CDA_SCHEMA_FOLDER?: string

  /** folder of the official schematrons of the CI-SIS: what is produced is then judged by them too */
  @IsOptional()
  @IsString()
  SCHEMATRON_FOLDER?: string

  @IsTimeZone({ message: 'fuseau horaire, par exemple Europe/Paris' })
  TIME_ZONE: string = 'Europe/Paris'
}
