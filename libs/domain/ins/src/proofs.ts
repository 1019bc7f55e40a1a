/** How much a document or device proves: `conditional` needs another proof beside it (RNIV §3.3.3). */
export type ProofConfidence = 'high' | 'conditional' | 'low'

export interface IdentityProof {
  /** code of ZFD-7 in PAM-FR and of the FR Core validation mode */
  code: string
  label: string
  confidence: ProofConfidence
}

/** Default list; a hospital may configure its own (RNIV EXI SI 10). None is chosen in advance for the person. */
export const IDENTITY_PROOFS: readonly IdentityProof[] = [
  { code: 'CN', label: 'Carte nationale d’identité', confidence: 'high' },
  { code: 'PA', label: 'Passeport', confidence: 'high' },
  { code: 'CS', label: 'Titre de séjour', confidence: 'high' },
  { code: 'CE', label: 'Carte d’identité européenne', confidence: 'high' },
  { code: 'TC', label: 'Tiers de confiance', confidence: 'high' },
  { code: 'AC', label: 'Appli carte Vitale', confidence: 'high' },
  { code: 'IE', label: 'Identité électronique', confidence: 'high' },
  { code: 'AN', label: 'Extrait d’acte de naissance', confidence: 'conditional' },
  { code: 'LE', label: 'Livret de famille', confidence: 'conditional' },
  { code: 'DC', label: 'Document de circulation', confidence: 'conditional' },
  { code: 'CC', label: 'Carnet de circulation', confidence: 'low' },
  { code: 'CM', label: 'Carte militaire', confidence: 'low' },
  { code: 'PC', label: 'Permis de conduire', confidence: 'low' },
]

export function identityProof(code: string, proofs = IDENTITY_PROOFS): IdentityProof | undefined {
  return proofs.find((proof) => proof.code === code)
}

/**
 * Do these proofs, together, establish the coherence of an identity? One of high confidence does; a conditional one does when a person
 * attests the special case (minor, EHPAD…) that makes it enough.
 */
export function establishesIdentity(proof: IdentityProof, specialCaseAttested = false): boolean {
  return proof.confidence === 'high' || (proof.confidence === 'conditional' && specialCaseAttested)
}
