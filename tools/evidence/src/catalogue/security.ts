import { family } from './requirement'

const GENERAL = family([
  ['PSC.01', 'La connexion se fait par Pro Santé Connect, des conditions d’utilisation à la reconnexion'],
  ['PSC.02', 'Le compte est celui du RPPS (SubjectNameID), quel que soit le moyen de connexion'],
  ['PSC.08', 'La demande d’authentification porte acr_values=eidas1'],
  ['PSC.11', 'Une application tierce s’ouvre avec le contexte de Pro Santé Connect'],
  ['PSC.14', 'Test d’intrusion demandé par l’espace de confiance de Pro Santé Connect', 'organisation'],
  [
    'TBB/va1.01',
    'Un tableau de bord compte les envois avec INS qualifiée par FINESS, canal, type, résultat et période, et s’extrait',
  ],
  ['SSI/GEN.01', 'Des responsables de la sécurité sont nommés', 'organisation'],
  ['SSI/GEN.02', 'Les équipes sont sensibilisées à la sécurité', 'organisation'],
  ['SSI/GEN.05', 'Les données des environnements de test sont inventées ou anonymisées', 'organisation'],
  ['SSI/GEN.07', 'Les paramètres par défaut sont durcis', 'organisation'],
  ['SSI/GEN.08', 'Chaque fichier importé passe par un antivirus', 'organisation'],
  ['SSI/GEN.11', 'Un guide de développement sûr est suivi', 'organisation'],
  ['SSI/GEN.12', 'Les données sensibles sont protégées en transit', 'organisation'],
  ['SSI/GEN.13', 'Les algorithmes et les clés suivent le RGS et les guides de l’ANSSI', 'organisation'],
  ['SSI/GEN.14', 'Les secrets sont gérés selon le RGS', 'organisation'],
  ['SSI/GEN.16', 'L’administrateur technique n’a pas accès aux données de soin', 'organisation'],
  ['SSI/GEN.17', 'Les comptes génériques sont limités et ne servent pas à se connecter', 'organisation'],
  [
    'SSI/GEN.18',
    'Les vulnérabilités sont cherchées et corrigées ; un test d’intrusion a lieu chaque année',
    'organisation',
  ],
  ['SSI/GEN.20', 'Les vulnérabilités des composants sont suivies et corrigées', 'organisation'],
  ['SSI/GEN.22', 'La télémaintenance est maîtrisée', 'organisation'],
  ['SSI/IE.30', 'Le RPPS est vérifié à la création du compte, puis tous les deux ans au moins'],
  ['SSI/IE.31', 'Le courriel ou le téléphone qui sert à s’identifier est vérifié'],
  ['SSI/IE.32', 'Un changement de contact est vérifié et notifié à l’ancien'],
  ['SSI/IE.33', 'RPPS, identifiant interne, nom d’exercice, prénom et profession sont gardés'],
  ['SSI/IE.34', 'Le moyen d’authentification propre se renouvelle périodiquement'],
  ['SSI/IE.35', 'Le moyen d’authentification propre se désactive en cas de perte'],
  ['SSI/IE.36', 'Un mot de passe seul suit les règles du référentiel d’identification électronique'],
  ['SSI/IE.37', 'Le délai de reconnexion à un seul facteur est borné'],
  ['SSI/IE.38', 'L’utilisateur peut se déconnecter'],
  ['SSI/IE.39', 'La session se ferme après une inactivité paramétrable'],
  ['SSI/IE.40', 'La fermeture du navigateur déconnecte', 'P'],
])

const HOSTING = family(
  [
    ['SSI/GEN.03', 'Un plan d’assurance sécurité lie l’hébergeur et la structure', 'organisation'],
    ['SSI/GEN.06', 'Les hébergeurs sont certifiés HDS', 'organisation'],
    ['SSI/GEN.09', 'Les flux réseau sont filtrés', 'organisation'],
    ['SSI/GEN.10', 'Les flux passent par une rupture de protocole', 'organisation'],
    ['SSI/GEN.19', 'Les incidents suivent une procédure', 'organisation'],
    ['SSI/GEN.21', 'Les sauvegardes sont faites et vérifiées', 'organisation'],
  ],
  'Prestations d’hébergement ou SaaS',
)

const MOBILE = family([['SSI/GEN.15', 'Le Wi-Fi suit le guide de la PGSSI-S', 'organisation']], 'Équipements mobiles')

const IAM = family(
  [
    ['SSI/IAM.80', 'La connexion se fait par tout fournisseur OpenID Connect'],
    ['SSI/IAM.83', 'Les comptes se synchronisent avec l’annuaire de l’établissement'],
    ['SSI/IAM.88', 'Les comptes et les droits se modifient en masse'],
    [
      'SSI/IAM.91',
      'Changements d’attributs, de droits, connexions et mots de passe laissent une trace, réussis ou non',
    ],
    ['SSI/IAM.92', 'Les comptes privilégiés suivent une politique de mots de passe'],
    ['SSI/IAM.94', 'Les comptes et leurs droits s’extraient'],
  ],
  'IAM',
)

const STRUCTURES = family(
  [
    ['SSI/IE.42', 'La structure tierce est identifiée'],
    ['SSI/IE.43', 'Elle s’authentifie par certificat, révocation vérifiée'],
  ],
  'IE ASPM',
)

const PORTAL = family(
  [
    ['SSI/IE.44', 'L’identité d’un patient est vérifiée avant de lui ouvrir un compte'],
    ['SSI/IE.45', 'Un patient se connecte par un fournisseur d’identité national'],
    ['SSI/IE.46', 'Un compte de patient créé par un professionnel est rattaché à l’INS'],
    ['SSI/IE.47', 'Les moyens de contact d’un patient sont vérifiés'],
    ['SSI/IE.48', 'Les attributs minimaux d’un compte de patient sont gardés'],
    ['SSI/IE.49', 'Un patient se connecte par défaut à deux facteurs'],
    ['SSI/IE.50', 'Le moyen d’authentification d’un patient se renouvelle'],
    ['SSI/IE.51', 'Le mot de passe d’un patient suit les règles du référentiel'],
    ['SSI/IE.52', 'Un patient peut désactiver son moyen d’authentification'],
    ['SSI/IE.53', 'Un patient peut se déconnecter'],
    ['SSI/IE.54', 'La session d’un patient se ferme après une inactivité'],
    ['SSI/IE.55', 'La fermeture du navigateur déconnecte le patient', 'P'],
  ],
  'IE Usagers',
)

export const SECURITY = [...GENERAL, ...HOSTING, ...MOBILE, ...IAM, ...STRUCTURES, ...PORTAL]
