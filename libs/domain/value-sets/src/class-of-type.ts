import type { Code } from '@anamnese/domain-professional-ids'
import { J57_CLASS } from './small-sets'
import { findCode } from './value-set'

/** ASS_X16 of 2024-02-23: the class of each type of document in the DMP. A name that ends in `*` stands for all that start so. */
const TYPES_BY_CLASS: Readonly<Record<string, string>> = {
  '10':
    '11488-4 11490-0 11502-2 11505-5 11506-3 11526-1 15507-7 15508-5 28653-4 29274-8 34112-3 34749-2 34794-8 34874-8 34875-5 ' +
    '47420-5 51969-4 59283-2 60568-3 67851-6 70004-7 75482-0 75492-9 75496-0 77436-4 78513-9 78601-2 83981-1 85208-7 93024-8 ' +
    '96349-6 BIL_AUTO DOCPAT03 DOCPAT05 DOCPAT06',
  '11':
    '18761-7 34133-9 34842-5 56445-0 57057-2 57055-6 57075-4 60591-5 68599-0 68817-6 74207-2 78489-2 80820-4 83901-9 83836-7 ' +
    '88348-8 89235-6 SYNTH DOCPAT01 DOCPAT08',
  '31': '18748-4 52040-3 IMG-KOS DOCPAT04',
  '42': '55115-0 57828-6 57832-8 57833-6 61357-0 75468-9 PRESC-* DOCPAT02',
  '43': '60593-1 DISP_AUT',
  '44': '18776-5 77604-7 80771-9 80788-3 83869-8 PROT_ALD',
  '45': '80565-5',
  '52': '11369-6 87273-9 89601-9 96173-0 96874-3 CERT_DECL DOCPAT07',
  '60': 'REMB',
  '90': '74465-6 EXPPAT_1 EXPPAT_2 EXPPAT_3',
  '95': '59284-0 86531-1 ATTEST-* AUTORIS-SOINS DOCPAT09',
}

/** The class (J57) of a type of document (J07); undefined when the DMP does not take that type. */
export function classOfType(typeCode: string): Required<Code> | undefined {
  const found = Object.entries(TYPES_BY_CLASS).find(([, types]) =>
    types.split(' ').some((type) => (type.endsWith('*') ? typeCode.startsWith(type.slice(0, -1)) : type === typeCode)),
  )
  return found && findCode(J57_CLASS, found[0])
}
