import { family } from './requirement'

/** Identity, INS, and the directory of professionals. */
export const IDENTITY = family([
  ['INS/va1.01', 'Les traits et l’INS ont chacun leur champ, avec les longueurs et les caractères attendus'],
  [
    'INS/va1.36',
    'Nom et premier prénom de naissance, date de naissance et sexe sont toujours affichés, avec leur libellé',
  ],
  ['INS/va1.39', 'Chaque accès à l’INS est journalisé : date, heure, personne'],
  ['INS/va1.02', 'Un patient se cherche par date de naissance, et par les premières lettres de ses noms et prénoms'],
  ['INS/va1.41', 'La recherche par matricule demande quinze caractères et une clé juste'],
  ['INS/va1.25', 'La recherche ne tient pas compte des apostrophes, des tirets et des accents'],
  ['INS/va1.46', 'Les partenaires avec qui l’INS a été échangée sont tracés'],
  ['INS/va1.15', 'Un document papier avec INS qualifiée porte les traits obligatoires, le matricule et sa nature'],
  ['INS/va1.10', 'Un document papier porte les traits complémentaires choisis'],
  ['INS/va1.03', 'Un document papier porte le datamatrix INS'],
  [
    'INS/va1.62',
    'L’INS arrive par PAM : création, mise à jour, suppression ; elle n’est gardée qu’avec une identité validée',
  ],
  ['INS/va1.61', 'L’INS est dans le PID des messages HL7 v2 émis'],
  ['INS/va1.53', 'Le matricule et son OID ne sont pas transmis quand l’identité n’est pas qualifiée'],
  [
    'PAMFR/4.4',
    'Deux dossiers fusionnés n’en font qu’un partout, et la fusion s’annule ; une INS ne tient jamais sur deux dossiers',
  ],
  ['RNIV/EXI.17', 'Aucune identité n’est créée sans recherche préalable, ni deux fois pour la même personne'],
  ['RNIV/SI.07', 'Le statut suit des faits : un trait strict qui change rétrograde l’identité et retire son INS'],
  ['RNIV/SI.09', 'Homonyme, douteuse, fictive : ce qui va ensemble, ce qui rend l’identité provisoire'],
  ['ANN/va1.01', 'L’Annuaire Santé public alimente le logiciel'],
  ['ANN/va1.02', 'Les utilisateurs se créent depuis l’Annuaire Santé'],
  ['ANN/va1.03', 'Les correspondants se créent depuis l’Annuaire Santé'],
  ['ANN/va1.04', 'La fréquence de mise à jour se paramètre'],
  ['ANN/va1.05', 'L’adresse MSSanté d’un correspondant se cherche dans l’Annuaire Santé'],
])
