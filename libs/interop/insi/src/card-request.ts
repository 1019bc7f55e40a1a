import { el, serialiseXml, type XmlTree } from '@anamnese/interop-xml'
import { InsiError } from './insi-error'
import { CTX_BAM, REC_VIT } from './names'

/** What a carte Vitale says of one beneficiary. The date of birth is the card's own, which may be lunar. */
export interface InsiCardQuery {
  /** NIR of the beneficiary: 13 positions, or 15 with the key */
  matricule?: string
  /** NIR of the insured person: 13 positions, or 15 with the key */
  insuredMatricule?: string
  birthName?: string
  /** `YYYY-MM-DD` */
  birthDate?: string
  birthRank?: string
  coverage?: { regime?: string; organisation?: string; centre?: string }
}

const NIR = /^\d{6}[AB0-9]\d{6}(\d{2})?$/

/**
 * Writes the search by carte Vitale (WS_INS1), to be the content of a SOAP body.
 *
 * @throws InsiError `INSI.TRAITS_INSUFFICIENT`: one of the two NIR and the date of birth are needed to designate a beneficiary
 */
export function buildSearchByCard(query: InsiCardQuery): string {
  const { matricule, insuredMatricule, birthName, birthDate, birthRank } = query
  const numbers = [matricule, insuredMatricule].filter((one) => one !== undefined)
  const lacking = [
    numbers.length === 0 && 'le NIR du bénéficiaire ou de l’assuré',
    numbers.some((one) => !NIR.test(one)) && 'un NIR de 13 ou 15 caractères',
    (birthDate === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(birthDate)) && 'la date de naissance de la carte',
    birthRank !== undefined && !/^\d$/.test(birthRank) && 'un rang de naissance d’un chiffre',
  ].filter((what) => what !== false)
  if (lacking.length > 0)
    throw new InsiError('INSI.TRAITS_INSUFFICIENT', `L’appel à INSi par carte Vitale demande ${lacking.join(', ')}.`)
  const tree = el(
    'rv:RECVITALE',
    { 'xmlns:rv': REC_VIT },
    numberOf('rv:MatriculeIndividu', matricule),
    numberOf('rv:MatriculeOD', insuredMatricule),
    birthName !== undefined && birthName !== '' && el('rv:NomNaissance', {}, birthName),
    el('rv:DateNaissance', {}, birthDate ?? ''),
    birthRank !== undefined && el('rv:RangNaissance', {}, birthRank),
  )
  return serialiseXml(tree, { declaration: false })
}

/** The coverage of the card, in the context of the message; empty when it is not known. */
export function coverageOf({ coverage, matricule, insuredMatricule, birthDate, birthRank }: InsiCardQuery): XmlTree {
  const text = (name: string, value: string | undefined): XmlTree | false =>
    value !== undefined && value !== '' && el(`ctxbam:${name}`, {}, value)
  const number = (value: string): XmlTree[] => [
    el('ctxbam:Num', {}, value.slice(0, 13)),
    ...(value.length > 13 ? [el('ctxbam:Cle', {}, value.slice(13))] : []),
  ]
  return el(
    'ctxbam:COUVERTURE',
    { 'xmlns:ctxbam': CTX_BAM },
    text('GrandRegime', coverage?.regime),
    text('Organisme', coverage?.organisation),
    text('CodeCentre', coverage?.centre),
    insuredMatricule !== undefined && el('ctxbam:ASSURE', {}, el('ctxbam:Id', {}, number(insuredMatricule))),
    el(
      'ctxbam:BENEFICIAIRE',
      {},
      matricule !== undefined && el('ctxbam:Nir', {}, number(matricule)),
      text('DateNai', birthDate),
      text('Rang', birthRank),
    ),
  )
}

function numberOf(name: string, value: string | undefined): XmlTree | false {
  return (
    value !== undefined &&
    el(
      name,
      {},
      el('rv:NumIdentifiant', {}, value.slice(0, 13)),
      value.length > 13 && el('rv:Cle', {}, value.slice(13)),
    )
  )
}
