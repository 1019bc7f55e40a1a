import { family } from './requirement'

const EHR = family([
  ['MSS/va1.13', 'Un document remplacé porte la mention « annule et remplace »'],
  ['MSS/va1.20', 'Le refus du patient empêche l’envoi à sa messagerie'],
  ['MSS/va1.23', 'Un document s’envoie par MSSanté à la demande, par la PFI'],
  ['MSS/va1.24', 'Un document s’envoie par MSSanté automatiquement, par la PFI, avec son PDF/A-1'],
  ['MSS/UX.02', 'Un document reçu est proposé au patient dont les traits se ressemblent'],
  ['MSS/UX.05', 'À l’ouverture du dossier, la mise à jour ou la suppression d’un document reçu est proposée'],
  ['MSS/UX.07', 'Un document reçu s’intègre de lui-même quand les deux INS qualifiées sont égales'],
  ['MSS/UX.09', 'Les documents à traiter sont dans une liste de travail : intégrer, remplacer, supprimer'],
  ['MSS/UX.16', 'Les intégrations sont comptées par type : automatiques, manuelles, en attente'],
  ['MSS/UX.18', 'Les résultats anormaux d’une biologie de niveau 3 sont reconnus', 'P'],
  ['MSS/UX.19', 'Le prescripteur et l’équipe en sont notifiés dans le logiciel', 'P'],
  ['MSS/UX.20', 'Une notification sans donnée de santé part par un autre canal', 'P'],
  ['MSS/UX.37', 'Chaque transmission et chaque geste sont gardés jusqu’à la fin du traitement'],
  ['MSS/UX.38', 'Les destinataires d’un document produit ici sont prévenus de sa mise à jour ou de sa suppression'],
  ['MSS/UX.39', 'Les CDA d’une archive XDM remise par la PFI s’intègrent'],
  ['MSS/UX.40', 'Les documents intégrés automatiquement et pas encore lus sont listés'],
  ['MSS/CONF.21', 'L’en-tête X-MSS-MES vaut FIN quand l’expéditeur ne veut pas de réponse du patient'],
])

/** The product carries the PFI function: these are asked of it too. */
const PFI = family(
  [
    ['MSS/CONF.01', 'Les connexions sont en TLS 1.2 au moins'],
    ['MSS/CONF.02', 'TLS 1.3 est accepté'],
    ['MSS/CONF.03', 'Seules les suites cryptographiques du référentiel sont offertes'],
    ['MSS/CONF.05', 'Les messages partent par SMTP avec STARTTLS'],
    ['MSS/CONF.06', 'Les messages sont lus par IMAP avec STARTTLS'],
    ['MSS/CONF.12', 'La boîte applicative s’authentifie par certificat de l’organisation, puis par SASL PLAIN'],
    ['MSS/CONF.14', 'X-MSS-INS dit si le CDA joint porte une INS qualifiée'],
    ['MSS/CONF.15', 'X-MSS-CODECDA donne le code du type du CDA joint'],
    ['MSS/CONF.16', 'X-MSS-NIL donne la référence du logiciel dans chaque message'],
    ['MSS/CONF.17', 'Les échanges avec l’opérateur laissent des traces fonctionnelles'],
    ['MSS/CONF.18', 'Les traces identifient l’utilisateur, la boîte, l’acte et son résultat'],
    ['MSS/CONF.22', 'La dernière liste de révocation valable sert quand la nouvelle ne peut être obtenue'],
    ['MSS/CONF.23', 'L’archive IHE_XDM est jointe sous son nom convenu'],
    ['MSS/CONF.24', 'Le patient d’un message reçu est celui des métadonnées de l’archive'],
    ['MSS/CONF.25', 'Les documents d’un message sont ceux que l’archive décrit'],
  ],
  'PFI',
)

const MAIL_CLIENT = family(
  [
    ['MSS/CONF.04', 'La boîte se configure d’elle-même'],
    ['MSS/CONF.07', 'L’authentification à une boîte personnelle se fait par le jeton de Pro Santé Connect'],
    ['MSS/CONF.08', 'Une erreur de connexion à la messagerie ne gêne pas le reste'],
    ['MSS/CONF.09', 'La réponse initiale SASL est possible'],
    ['MSS/CONF.10', 'La fin de la session Pro Santé Connect ferme les connexions de messagerie'],
    ['MSS/CONF.11', 'Une session close par l’opérateur se rouvre sans geste'],
    ['MSS/CONF.13', 'Règle propre au client de messagerie (texte non publié)'],
    ['MSS/CONF.19', 'Règle propre au client de messagerie (texte non publié)'],
    ['MSS/CONF.20', 'Règle propre au client de messagerie (texte non publié)'],
    ['MSS/CONF.26', 'Règle propre au client de messagerie (texte non publié)'],
    ['MSS/CONF.27', 'Le certificat du serveur vient de l’IGC Santé'],
    ['MSS/CONF.28', 'Le jeton n’est jamais gardé'],
    ['MSS/UX.33', 'Un accusé de lecture se demande'],
    ['MSS/UX.34', 'Un accusé de lecture se renvoie'],
    ['MSS/UX.36', 'Plusieurs boîtes s’utilisent'],
  ],
  'BAL PER-ORG',
)

export const MESSAGING = [...EHR, ...PFI, ...MAIL_CLIENT]
