/** Why a sign-in did not succeed, in words: what happened, what to do. The codes are those of the gateway. */
export const REFUSALS: Readonly<Record<string, { title: string; text: string }>> = {
  'SIGN_IN.NO_ACCOUNT': {
    title: 'Aucun compte dans cet établissement',
    text: 'Pro Santé Connect vous a bien identifié, mais aucun compte de l’établissement ne porte votre identifiant national. Demandez votre accès à l’administrateur en lui donnant votre numéro RPPS.',
  },
  'SIGN_IN.ACCOUNT_INACTIVE': {
    title: 'Compte désactivé',
    text: 'Votre compte dans cet établissement a été désactivé. Adressez-vous à l’administrateur s’il doit être rouvert.',
  },
  'SIGN_IN.CANCELLED': {
    title: 'Identification abandonnée',
    text: 'L’identification par Pro Santé Connect n’est pas allée à son terme. Vous pouvez recommencer.',
  },
  'SIGN_IN.EXPIRED': {
    title: 'Identification trop ancienne',
    text: 'La réponse de Pro Santé Connect est arrivée trop tard. Recommencez l’identification.',
  },
  'SIGN_IN.ACR': {
    title: 'Niveau d’authentification insuffisant',
    text: 'L’accès au dossier patient demande une carte CPS ou l’application e-CPS. Recommencez avec l’une d’elles.',
  },
  'SIGN_IN.LINKED_OTHERWISE': {
    title: 'Compte rattaché à une autre identité',
    text: 'Le compte qui porte votre identifiant national est rattaché à une autre identité de Pro Santé Connect. L’administrateur peut lever ce rattachement après vérification.',
  },
  'SIGN_IN.DIRECTORY': {
    title: 'Comptes momentanément illisibles',
    text: 'Pro Santé Connect vous a bien identifié, mais les comptes de l’établissement ne peuvent pas être lus pour le moment. Réessayez dans quelques instants.',
  },
  'SIGN_IN.UNAVAILABLE': {
    title: 'Pro Santé Connect ne répond pas',
    text: 'Le service national d’identification est momentanément indisponible. Réessayez dans quelques minutes.',
  },
}

export const REFUSED = {
  title: 'Identification refusée',
  text: 'La réponse de Pro Santé Connect n’a pas pu être acceptée. Recommencez ; si cela se répète, donnez la référence au support.',
}
