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
  'SIGN_IN.UNAVAILABLE': {
    title: 'Pro Santé Connect ne répond pas',
    text: 'Le service national d’identification est momentanément indisponible. Réessayez dans quelques minutes.',
  },
}

export const REFUSED = {
  title: 'Identification refusée',
  text: 'La réponse de Pro Santé Connect n’a pas pu être acceptée. Recommencez ; si cela se répète, donnez la référence au support.',
}
