import type { Permission, PERMISSIONS } from '@anamnese/contracts'

/** Every permission, held equal to the contract by its type. */
export const ALL_PERMISSIONS: typeof PERMISSIONS = [
  'patient.read',
  'identity.write',
  'identity.strict',
  'identity.merge',
  'document.read',
  'document.write',
  'document.validate',
  'exchange.manage',
  'consent.write',
  'indicator.read',
  'audit.read',
  'directory.manage',
  'admin',
]

export const PERMISSION_WORDS: Readonly<Record<Permission, string>> = {
  'patient.read': 'Rechercher des patients et lire leur dossier',
  'identity.write': 'Qualifier les identités',
  'identity.strict': 'Modifier les traits stricts d’une identité connue',
  'identity.merge': 'Fusionner et séparer des dossiers',
  'document.read': 'Lire les documents',
  'document.write': 'Rédiger des documents',
  'document.validate': 'Valider des documents',
  'exchange.manage': 'Suivre et reprendre les envois',
  'consent.write': 'Recueillir les choix des patients',
  'indicator.read': 'Voir les indicateurs',
  'audit.read': 'Lire les traces',
  'directory.manage': 'Gérer les comptes',
  admin: 'Administrer le système',
}

/** Professions of an account: codes of TRE_G15 and of the other roles of a hospital. */
export const PROFESSIONS = [
  { value: '10', label: 'Médecin' },
  { value: '21', label: 'Pharmacien' },
  { value: '40', label: 'Chirurgien-dentiste' },
  { value: '50', label: 'Sage-femme' },
  { value: '60', label: 'Infirmier' },
  { value: '70', label: 'Masseur-kinésithérapeute' },
  { value: '331', label: 'Secrétaire médico-administratif' },
]
