/** A code of a terminology: `system` is the OID of the code system. */
export interface Code {
  code: string
  system: string
  display?: string
}

/** A care structure. */
export interface StructureRef {
  /** Struct_idNat: `1` followed by the FINESS, `3` followed by the SIRET… */
  idNat: string
  name: string
}

/** A care professional, in one exercise. */
export interface ProfessionalRef {
  /** PS_idNat: `8` followed by the RPPS, `0` followed by the ADELI, `3`FINESS`/`local id… */
  idNat: string
  family: string
  given: string
  /** civility or title, e.g. `DR` */
  prefix?: string
  /** profession and know-how, value set J01, e.g. `G15_10/SM26` in `1.2.250.1.213.1.1.4.5` */
  specialty: Code
  structure: StructureRef
}
