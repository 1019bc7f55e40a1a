/** The national health identity: a matricule (13 positions and its 2-digit key) never goes without its OID. */
export interface Ins {
  /** 15 characters: NIR or NIA with its key */
  matricule: string
  /** assigning authority, one of {@link INS_OIDS} */
  oid: string
}

/** RNIV EXI SI 07. Only a qualified identity may be exchanged with its matricule. */
export type IdentityStatus = 'PROVISOIRE' | 'RECUPEREE' | 'VALIDEE' | 'QUALIFIEE'

/** RNIV EXI SI 09. */
export type IdentityAttribute = 'HOMONYME' | 'DOUTEUSE' | 'FICTIVE'
