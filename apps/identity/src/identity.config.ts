import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Matches, Max, Min, MinLength } from 'class-validator'
import { AsBoolean, AsInteger, AsList, ServiceConfig } from '@anamnese/platform-config'

/** Variables of the identity service: the PAM door, the INSi teleservice, the site's choices. */
export class IdentityConfig extends ServiceConfig {
  @IsString({ message: 'adresse d’écoute MLLP, par exemple 0.0.0.0' })
  MLLP_HOST: string = '127.0.0.1'

  @AsInteger()
  @IsInt({ message: 'port d’écoute MLLP, 0 pour un port libre' })
  @Min(0)
  @Max(65535)
  MLLP_PORT: number = 0

  @IsOptional()
  @MinLength(50, { message: 'certificat du serveur MLLP, au format PEM' })
  MLLP_TLS_CERT?: string

  @IsOptional()
  @MinLength(50, { message: 'clé privée du serveur MLLP, au format PEM' })
  MLLP_TLS_KEY?: string

  /** with it, a client certificate of these authorities is required */
  @IsOptional()
  @MinLength(50, { message: 'autorités des clients MLLP, au format PEM' })
  MLLP_TLS_CA?: string

  /** authority of the hospital's IPPs: an IPP sent with its namespace alone belongs to it */
  @Matches(/^[^&^|~]+&[^&^|~]+&[A-Z]+$/, { message: 'autorité des IPP : espace de noms&identifiant&type' })
  IPP_AUTHORITY: string = 'GAM&220000012&M'

  /** authority of the IPPs drawn for records created here; that of the hospital when left out */
  @IsOptional()
  @Matches(/^[^&^|~]+&[^&^|~]+&[A-Z]+$/, { message: 'autorité des IPP créés ici : espace de noms&identifiant&type' })
  CREATED_IPP_AUTHORITY?: string

  /** what the IPPs drawn here start with, so that they never meet those of the administrative system */
  @Matches(/^[A-Z0-9]{0,6}$/, { message: 'début des IPP créés ici : 6 lettres ou chiffres au plus' })
  CREATED_IPP_PREFIX: string = 'A'

  /** an installation in production accepts production INS only, any other one accepts test and demonstration INS only */
  @AsBoolean()
  @IsBoolean({ message: 'true pour les OID d’INS de test, false en production' })
  INS_TEST_OIDS: boolean = false

  @IsIn(['refuse', 'ignore'], { message: 'INS de clé fausse dans un message : refuse ou ignore' })
  PAM_WRONG_INS_KEY: 'refuse' | 'ignore' = 'refuse'

  @IsIn(['ignore', 'keep'], { message: 'INS avec une date de naissance corrigée : ignore ou keep' })
  PAM_INS_WITH_CORRECTED_BIRTH_DATE: 'ignore' | 'keep' = 'ignore'

  @IsIn(['reject', 'ignore'], { message: 'événements hors du profil : reject ou ignore' })
  PAM_UNKNOWN_EVENTS: 'reject' | 'ignore' = 'reject'

  /** what becomes of an update of a patient never seen */
  @IsIn(['create', 'reject'], { message: 'mise à jour d’un patient inconnu : create ou reject' })
  PAM_UNKNOWN_PATIENTS: 'create' | 'reject' = 'create'

  /** an identity older than the one known from the same sender: applied with a warning, or left aside with one */
  @IsIn(['apply', 'skip'], { message: 'identité plus ancienne que celle connue : apply ou skip' })
  PAM_OLDER_IDENTITY: 'apply' | 'skip' = 'apply'

  /** severities that the site chooses for what is found in messages, e.g. `PID-31/102=W,ZFM=I` */
  @AsList()
  @Matches(/^[A-Z][A-Z0-9]{2}(?:-\d{1,3}(?:\.\d{1,3}){0,2})?(?:\/\d{1,3})?=[EWI]$/, {
    each: true,
    message: 'gravités : lieu[/code]=E, W ou I, séparées par des virgules',
  })
  PAM_SEVERITIES: string[] = []

  /** MSH-3 of what is sent to subscribers */
  @Matches(/^[^&^|~\\\r\n]{1,180}$/, { message: 'application émettrice des messages PAM (MSH-3)' })
  PAM_SENDING_APPLICATION: string = 'ANAMNESE'

  /** authorities of the subscribers reached by TLS, when a subscriber has none of its own */
  @IsOptional()
  @MinLength(50, { message: 'autorités des abonnés PAM, au format PEM' })
  PAM_OUT_TLS_CA?: string

  /** certificate shown to the subscribers that ask for one */
  @IsOptional()
  @MinLength(50, { message: 'certificat client des liaisons PAM, au format PEM' })
  PAM_OUT_TLS_CERT?: string

  @IsOptional()
  @MinLength(50, { message: 'clé privée du certificat client des liaisons PAM, au format PEM' })
  PAM_OUT_TLS_KEY?: string

  @AsInteger()
  @IsInt({ message: 'délai d’attente de l’acquittement d’un abonné, en secondes' })
  @Min(1)
  @Max(600)
  PAM_OUT_ANSWER_TIMEOUT_SECONDS: number = 30

  /** domains of identification that queries may name, beside that of the hospital */
  @AsList()
  @Matches(/^[^&^|~]+&[^&^|~]*&[A-Z]*$/, {
    each: true,
    message: 'domaines : espace de noms&identifiant&type, séparés par des virgules',
  })
  QUERY_DOMAINS: string[] = []

  @AsInteger()
  @IsInt({ message: 'requêtes d’identité (PDQ, PIX) par minute et par émetteur' })
  @Min(1)
  @Max(100_000)
  QUERIES_PER_MINUTE: number = 600

  @AsInteger()
  @IsInt({ message: 'jours de conservation des messages HL7 reçus et émis' })
  @Min(1)
  HL7_RETENTION_DAYS: number = 365

  @IsString()
  TIME_ZONE: string = 'Europe/Paris'

  @IsOptional()
  @Matches(/^https:\/\//, { message: 'adresse du téléservice INSi, https://…' })
  INSI_URL?: string

  @IsOptional()
  @MinLength(50, { message: 'certificat client INSi, au format PEM' })
  INSI_CERT?: string

  @IsOptional()
  @MinLength(50, { message: 'clé privée du certificat INSi, au format PEM' })
  INSI_KEY?: string

  @IsOptional()
  @MinLength(50, { message: 'autorités du serveur INSi, au format PEM' })
  INSI_CA?: string

  /** authorisation number of the software, given by the CNDA */
  @IsString({ message: 'numéro d’autorisation CNDA du logiciel' })
  INSI_IDAM: string = ''

  /** emitter, when it is not the OU of the certificate */
  @IsOptional()
  @IsString()
  INSI_EMITTER?: string

  /** identifies this installation to INSi, the same from one call to the next */
  @IsString()
  INSI_INSTANCE: string = '00000000-0000-4000-8000-000000000001'

  @AsInteger()
  @IsInt({ message: 'délai d’attente d’INSi, en millisecondes' })
  @Min(100)
  INSI_TIMEOUT_MS: number = 10_000

  /** how an INS is verified: by the unit verification of INSi, or by a search by traits and a comparison (published schema) */
  @IsIn(['search', 'unit'], { message: 'vérification d’une INS : search ou unit' })
  INSI_VERIFICATION: 'search' | 'unit' = 'search'

  /** an identity whose birth date was corrected or completed cannot be recovered nor qualified (PAM-FR 2.11 §6.6.4), unless the site says so */
  @IsIn(['refuse', 'accept'], { message: 'INSi avec une date de naissance corrigée : refuse ou accept' })
  INSI_WITH_CORRECTED_BIRTH_DATE: 'refuse' | 'accept' = 'refuse'

  /** months after which the verification of an INS is proposed again */
  @AsInteger()
  @IsInt({ message: 'mois entre deux vérifications d’une INS' })
  @Min(1)
  @Max(120)
  INSI_REVERIFY_MONTHS: number = 36

  /** hours during which what a call returned may be accepted */
  @AsInteger()
  @IsInt({ message: 'heures pendant lesquelles un retour d’INSi peut être accepté' })
  @Min(1)
  @Max(720)
  INSI_CALL_VALIDITY_HOURS: number = 24

  /** failures of INSi in a row after which it is left alone */
  @AsInteger()
  @IsInt({ message: 'échecs consécutifs d’INSi avant suspension des appels' })
  @Min(1)
  INSI_SUSPEND_AFTER: number = 5

  @AsInteger()
  @IsInt({ message: 'secondes de suspension des appels à INSi' })
  @Min(1)
  INSI_SUSPEND_SECONDS: number = 60

  /** calls a minute of the batches, all replicas together */
  @AsInteger()
  @IsInt({ message: 'appels par minute des lots INSi' })
  @Min(1)
  @Max(6000)
  INSI_BATCH_PER_MINUTE: number = 30

  /** attempts for one record of a batch before it is given up */
  @AsInteger()
  @IsInt({ message: 'essais par dossier d’un lot INSi' })
  @Min(1)
  @Max(50)
  INSI_BATCH_ATTEMPTS: number = 6

  /** OID of the hospital; its IPPs are of `.2` under it */
  @IsOptional()
  @Matches(/^[0-2](\.\d+)+$/, { message: 'racine des OID de l’établissement' })
  OID_ROOT?: string

  /** URIs of authorities of IPPs in FHIR */
  @AsList()
  @Matches(/^[^&=,]+&[^&=,]*=\S+$/, { each: true, message: 'espace de noms&identifiant=URI, séparés par des virgules' })
  FHIR_IPP_SYSTEMS: string[] = []

  /** edition of FR Core that patients are written in */
  @IsIn(['2.1.0', 'draft'], { message: 'édition de FR Core : 2.1.0 ou draft' })
  FHIR_FR_CORE: '2.1.0' | 'draft' = '2.1.0'

  /** name of the hospital at the top of an identity sheet */
  @IsString({ message: 'nom de l’établissement sur la fiche d’identité' })
  STRUCTURE_NAME: string = ''

  /** lines under it: address, telephone… separated by commas */
  @AsList()
  @IsString({ each: true })
  STRUCTURE_LINES: string[] = []

  /** JSON list of sheets and rolls of labels (or LABEL_FORMATS_FILE, its path); those that are usual when absent */
  @IsOptional()
  @IsString({ message: 'formats d’étiquettes : liste JSON' })
  LABEL_FORMATS?: string
}
