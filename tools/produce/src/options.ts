import fs from 'node:fs'
import path from 'node:path'

export interface ProduceOptions {
  help: boolean
  /** lists the types and does nothing else */
  list: boolean
  /** short name or J07 code */
  type: string
  out: string
  /** model of the document; the demonstration when absent */
  from?: string
  /** JSON of the types of a hospital */
  types?: string
  schemaFolder?: string
  schematronFolder?: string
}

/** The command line is wrong; the message says how. */
export class UsageError extends Error {}

export const HELP = `Usage : npm run produce -- --type TYPE --out DOSSIER [options]

Produit un document clinique sous toutes ses formes, sans démarrer les services et avec leur code même :
PDF/A-1, CDA R2 niveau 1, CDA R2 niveau 3 quand le type a un modèle, archive IHE_XDM.ZIP, et le modèle employé.
Chaque forme est jugée comme le font les services ; les noms de fichiers sont ceux de MSSanté.

  --type TYPE           nom court ou code J07 : LDL-SES, CRO, ORD, 34874-8… (LDL-SES par défaut)
  --out DOSSIER         où écrire ; le dossier est créé
  --from MODELE.json    le document à produire ; sans lui, celui de la démonstration
  --list                les types connus

Options
  --types FICHIER       types de documents de l’établissement (comme DOCUMENT_TYPES_FILE)
  --schema DOSSIER      dossier de CDA_extended.xsd (ou variable CDA_SCHEMA_FOLDER)
  --schematrons DOSSIER dossier des schématrons officiels (ou variable SCHEMATRON_FOLDER)
  -h, --help            cette aide

Codes de retour : 0 tout est produit et conforme, 1 une forme ne l’est pas, 2 commande ou modèle incorrects.
`

/** @throws UsageError */
export function readOptions(args: readonly string[], environment: NodeJS.ProcessEnv): ProduceOptions {
  const from = environment['ANAMNESE_CALLED_FROM'] ?? process.cwd()
  const options: ProduceOptions = { help: false, list: false, type: 'LDL-SES', out: '' }
  const rest = [...args]
  const value = (name: string): string => {
    const next = rest.shift()
    if (next === undefined || next === '') throw new UsageError(`${name} attend une valeur.`)
    return next
  }
  const file = (name: string): string => path.resolve(from, value(name))
  for (let next = rest.shift(); next !== undefined; next = rest.shift()) {
    if (next === '--help' || next === '-h') options.help = true
    else if (next === '--list') options.list = true
    else if (next === '--type') options.type = value(next)
    else if (next === '--out') options.out = file(next)
    else if (next === '--from') options.from = file(next)
    else if (next === '--types') options.types = file(next)
    else if (next === '--schema') options.schemaFolder = file(next)
    else if (next === '--schematrons') options.schematronFolder = file(next)
    else throw new UsageError(`Option inconnue : ${next}.`)
  }
  if (!options.help && !options.list && options.out === '') throw new UsageError('--out : où écrire les fichiers ?')
  const schema = options.schemaFolder ?? environment['CDA_SCHEMA_FOLDER'] ?? publishedSchema(environment)
  const schematrons = options.schematronFolder ?? environment['SCHEMATRON_FOLDER']
  return {
    ...options,
    ...(schema === undefined ? {} : { schemaFolder: schema }),
    ...(schematrons === undefined ? {} : { schematronFolder: schematrons }),
  }
}

/** Published conformance material, where it is present beside the project. */
function publishedSchema(environment: NodeJS.ProcessEnv): string | undefined {
  const material = environment['ANAMNESE_FIXTURES'] ?? path.resolve(__dirname, '../../../../shared/fixtures')
  const folder = path.join(material, 'xsd/cda')
  return fs.existsSync(path.join(folder, 'CDA_extended.xsd')) ? folder : undefined
}
