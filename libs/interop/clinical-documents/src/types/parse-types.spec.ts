import { DocumentTypes } from './type-registry'
import { DocumentTypeError, parseDocumentTypes } from './parse-types'

const TYPE = {
  code: '77436-4',
  key: 'CR-ANEST',
  name: 'Compte rendu d’anesthésie',
  sections: [{ key: 'course', title: 'Déroulement', required: true, template: 'Séjour du {admission}.' }],
}
const parse = (change: object): unknown => {
  try {
    return parseDocumentTypes(JSON.stringify({ types: [{ ...TYPE, ...change }] }), ['admission'])
  } catch (error) {
    return error instanceof DocumentTypeError ? error.message : error
  }
}

describe('the types of documents of a hospital', () => {
  it('are any type of J07, with its sections and what becomes of it', () => {
    expect(parse({ title: 'CR d’anesthésie', dmp: false })).toEqual([
      {
        type: { code: '77436-4', system: '2.16.840.1.113883.6.1', display: "CR d'anesthésie" },
        key: 'CR-ANEST',
        name: 'Compte rendu d’anesthésie',
        title: 'CR d’anesthésie',
        form: 'N1',
        sections: [{ key: 'course', title: 'Déroulement', required: true, template: 'Séjour du {admission}.' }],
        confidentiality: 'N',
        dmp: false,
        mssante: true,
      },
    ])
  })

  it('are beside those of the product, or in their place', () => {
    const types = new DocumentTypes(parseDocumentTypes(JSON.stringify({ types: [TYPE] }), ['admission']))
    expect(types.find('77436-4')?.key).toBe('CR-ANEST')
    expect(types.find('ldl-ses')?.type.code).toBe('11490-0')
    const own = { ...TYPE, code: '34874-8', key: 'CRO', name: 'Compte rendu du bloc' }
    const replaced = new DocumentTypes(parseDocumentTypes(JSON.stringify({ types: [own] }), ['admission']))
    expect(replaced.find('CRO')?.name).toBe('Compte rendu du bloc')
    expect(replaced.all).toHaveLength(new DocumentTypes().all.length)
  })

  it.each([
    [{ code: 'x' }, 'n’est pas dans le jeu de valeurs J07'],
    [{ key: 'en minuscules' }, 'capitales'],
    [{ name: '' }, '« name »'],
    [{ title: 'x'.repeat(129) }, '128'],
    [{ form: 'N3' }, '« form »'],
    [{ form: 'LDL-SES' }, 'celle du type 11490-0'],
    [{ code: '11490-0', form: 'LDL-SES' }, 'section obligatoire « reason »'],
    [{ sections: [] }, '1 à 40 sections'],
    [{ sections: [{ key: 'a', title: 'A' }] }, 'aucune section obligatoire'],
    [{ sections: [TYPE.sections[0], TYPE.sections[0]] }, 'même « key »'],
    [{ sections: [{ key: 'a-b', title: 'A' }] }, 'lettres et de chiffres'],
    [{ sections: [{ key: 'a', title: 'A', template: '{inconnu}' }] }, '« inconnu »'],
    [{ confidentiality: 'X' }, 'N, R ou V'],
    [{ confidentiality: 'R', dmp: true }, 'le DMP ne prend pas'],
    [{ code: '51851-4', dmp: true }, 'le DMP ne prend pas'],
    [{ dmp: 'oui' }, 'true ou false'],
  ])('are refused by name when %j', (change, message) => {
    expect(parse(change)).toContain(message)
  })

  it('are not two under one code, and are JSON', () => {
    expect(() => parseDocumentTypes(JSON.stringify({ types: [TYPE, TYPE] }), ['admission'])).toThrow('deux types')
    expect(() => parseDocumentTypes('{', [])).toThrow('JSON')
    expect(() => parseDocumentTypes('{"types":{}}', [])).toThrow('liste')
  })
})
