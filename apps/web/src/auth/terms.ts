/** The conditions of use of the demonstration hospital; a hospital replaces them by its own. */
export const TERMS: readonly { title: string; paragraphs: readonly string[] }[] = [
  {
    title: 'Objet et utilisateurs',
    paragraphs: [
      'Anamnèse est le dossier patient informatisé de l’établissement. Il est réservé aux professionnels qui y exercent et aux personnes que l’établissement habilite.',
      'Chacun utilise son propre compte, ne le prête pas et ferme sa session en quittant le poste.',
    ],
  },
  {
    title: 'Identification par Pro Santé Connect',
    paragraphs: [
      'L’identification se fait par Pro Santé Connect, le service d’authentification de l’Agence du numérique en santé, avec une carte CPS ou l’application e-CPS. Anamnèse ne reçoit ni ne conserve le code de la carte ou de l’application.',
      'Pro Santé Connect transmet l’identité sectorielle du professionnel : identifiant national, nom et prénom d’exercice, profession, savoir-faire et situations d’exercice. Ces données servent à retrouver le compte dans l’établissement, à vérifier les droits, à signer les actes et à tracer les accès ; elles ne servent à rien d’autre.',
      'Se déconnecter d’Anamnèse met aussi fin à la session de Pro Santé Connect. Une session laissée sans action est fermée par Anamnèse seule.',
    ],
  },
  {
    title: 'Secret professionnel et traces',
    paragraphs: [
      'L’accès à un dossier suppose de participer à la prise en charge du patient. Hors de l’équipe de soins, un accès en urgence demande un motif, qui est conservé et contrôlé.',
      'Chaque consultation d’un dossier et de l’identité nationale de santé est enregistrée avec son auteur, sa date et son motif. Le patient peut en demander la liste.',
    ],
  },
  {
    title: 'Données personnelles des professionnels',
    paragraphs: [
      'L’établissement est responsable du traitement. Les données d’identification et les traces d’accès sont conservées pour la durée fixée par l’établissement. Les droits d’accès et de rectification s’exercent auprès de son délégué à la protection des données.',
    ],
  },
  {
    title: 'Évolution de ces conditions',
    paragraphs: [
      'Une modification de ces conditions est annoncée aux utilisateurs avant son entrée en vigueur et datée sur cette page. Version du 1er novembre 2026.',
    ],
  },
]
