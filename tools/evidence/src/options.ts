import path from 'node:path'
import { parseArgs } from 'node:util'
import { REQUIREMENTS } from './catalogue'

export interface EvidenceOptions {
  ids: string[]
  out: string
  help: boolean
}

export const HELP = `Usage : npm run evidence -- [EXIGENCE…] [--out DOSSIER]

Joue les scénarios des exigences Ségur sur le produit en marche (var/run.json), ou le démarre le temps de l’exécution.
Écrit un dossier de preuves par exigence et summary.json : [{"id","title","status","proofs"}].

  proven    montrée par le scénario            manual   document ou attestation que nul programme ne produit
  failed    le scénario a été joué et échoue   missing  rien ne la montre encore, ou non demandée

Sans EXIGENCE, toutes sont jouées. Exemple : npm run evidence -- DMP/CONF.12 INS/va1.39 --out preuves
Codes de retour : 0 aucun échec, 1 un scénario au moins échoue, 2 commande incorrecte.
`

/** @throws Error in French when the command line is wrong */
export function readOptions(args: string[], from: string): EvidenceOptions {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { out: { type: 'string', default: 'evidence' }, help: { type: 'boolean', short: 'h', default: false } },
  })
  const ids = positionals.map((id) => id.replace(/^(SC|DPI)\./, ''))
  const unknown = ids.filter((id) => !REQUIREMENTS.some((requirement) => requirement.id === id))
  if (unknown.length > 0) throw new Error(`Exigence inconnue : ${unknown.join(', ')}.`)
  return { ids, out: path.resolve(from, values.out), help: values.help }
}
