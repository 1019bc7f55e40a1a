import fs from 'node:fs'
import path from 'node:path'

export interface CheckOptions {
  files: string[]
  help: boolean
  /** folder of CDA_extended.xsd */
  schemaFolder?: string
  /** folder of the published value sets (SVS XML) */
  valueSetFolder?: string
  /** folder of the official schematrons */
  schematronFolder?: string
  /** folder that relative file names start from */
  from: string
}

/** The command line is wrong; the message says how. */
export class UsageError extends Error {}

export const HELP = `Usage : npm run check -- [options] FICHIER…

Juge hors ligne des messages HL7 v2 et des documents cliniques, avec les règles mêmes des services.
Une ligne JSON par fichier : {"file","kind","ok","findings":[{"severity","rule","where","message"}]}.

  ADT             IHE PAM France 2.11
  MDM, ORU        volets « CDA en HL7v2 » 2.1 (DPI vers PFI) et 1.1 (PFI vers DPI), avec le document qu’ils portent
  ZAM, ACK        accusés métier et techniques
  ClinicalDocument  CDA niveaux 1 et 3 : en-tête du CI-SIS, modèle LDL-SES 2022.01, PDF porté, schéma, schématrons
  PDF             PDF/A-1
  IHE_XDM.ZIP     archive, métadonnées, empreintes, et chaque document

Options
  --schema DOSSIER      dossier de CDA_extended.xsd (ou variable CDA_SCHEMA_FOLDER)
  --value-sets DOSSIER  dossier des jeux de valeurs publiés (ou variable VALUE_SETS_FOLDER)
  --schematrons DOSSIER dossier des schématrons officiels (ou variable SCHEMATRON_FOLDER)
  -h, --help            cette aide

Codes de retour : 0 tous les fichiers sont bons, 1 un fichier au moins ne l’est pas, 2 commande incorrecte.
`

/** @throws UsageError */
export function readOptions(args: readonly string[], environment: NodeJS.ProcessEnv): CheckOptions {
  const from = environment['ANAMNESE_CALLED_FROM'] ?? process.cwd()
  const options: CheckOptions = { files: [], help: false, from }
  const rest = [...args]
  const folder = (name: string): string => {
    const value = rest.shift()
    if (value === undefined) throw new UsageError(`${name} attend un dossier.`)
    return path.resolve(from, value)
  }
  for (let next = rest.shift(); next !== undefined; next = rest.shift()) {
    if (next === '--') options.files.push(...rest.splice(0))
    else if (next === '--help' || next === '-h') options.help = true
    else if (next === '--schema') options.schemaFolder = folder(next)
    else if (next === '--schematrons') options.schematronFolder = folder(next)
    else if (next === '--value-sets') options.valueSetFolder = folder(next)
    else if (next.startsWith('-')) throw new UsageError(`Option inconnue : ${next}.`)
    else options.files.push(next)
  }
  if (!options.help && options.files.length === 0) throw new UsageError('Aucun fichier à juger.')
  const material = materialFolder(environment)
  const schema =
    options.schemaFolder ??
    environment['CDA_SCHEMA_FOLDER'] ??
    present(path.join(material, 'xsd/cda'), 'CDA_extended.xsd')
  const valueSets = options.valueSetFolder ?? environment['VALUE_SETS_FOLDER'] ?? present(path.join(material, 'jdv'))
  const schematrons = options.schematronFolder ?? environment['SCHEMATRON_FOLDER']
  return {
    ...options,
    ...(schematrons === undefined ? {} : { schematronFolder: schematrons }),
    ...(schema === undefined ? {} : { schemaFolder: schema }),
    ...(valueSets === undefined ? {} : { valueSetFolder: valueSets }),
  }
}

/** Published conformance material, where it is present beside the project. */
function materialFolder(environment: NodeJS.ProcessEnv): string {
  return environment['ANAMNESE_FIXTURES'] ?? path.resolve(__dirname, '../../../../shared/fixtures')
}

function present(folder: string, file = ''): string | undefined {
  return fs.existsSync(path.join(folder, file)) ? folder : undefined
}
