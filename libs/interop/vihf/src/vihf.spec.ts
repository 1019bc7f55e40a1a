import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createTestAuthority } from '@anamnese/interop-test-pki'
import { validateXsd } from '@anamnese/interop-xml'
import { readCertificates, readSigningKey, signEnveloped } from '@anamnese/interop-xmldsig'
import { buildVihf } from './build'
import { AUTHENTICATION_CLASS } from './names'
import { rolesOfSpecialty } from './roles'
import { verifyVihf } from './verify'
import type { Vihf } from './vihf'

const authority = createTestAuthority()
const subject = [
  ['C', 'FR'],
  ['ST', "Côtes-d'Armor (22)"],
  ['O', "CH DE L'ARGOAT"],
  ['OU', '1220000020'],
  ['CN', 'DMP SIGN'],
] as const
const signing = readSigningKey(authority.issue({ subject, use: 'sign' }))
const authorities = readCertificates(authority.certificate)
const at = new Date()
const vihf: Vihf = {
  mode: 'INDIRECTE',
  subjectId: '810100000008',
  subjectName: 'KERVADEC Maëlle',
  roles: rolesOfSpecialty({
    code: 'G15_10/SM04',
    system: '1.2.250.1.213.1.1.4.5',
    display: 'Médecin - Cardiologie (SM)',
  }),
  structureId: '1220000020',
  sector: { code: 'SA01', system: '1.2.250.1.71.4.2.4' },
  patient: { matricule: '279035121518989', oid: '1.2.250.1.213.1.4.10' },
  purpose: 'normal',
  authentication: { at: new Date(at.getTime() - 600_000), contextClass: AUTHENTICATION_CLASS.unspecified },
  software: { name: 'Anamnèse', version: '0.1.0', approval: 'NH-TEST' },
}
const built = buildVihf(vihf, signing, { at })
const refusal = (xml: string, options = {}): unknown => {
  try {
    verifyVihf(xml, { authorities, at, ...options })
    return 'accepted'
  } catch (error) {
    return (error as { code?: string }).code
  }
}
/** Signs an assertion changed as a forger who owns a certificate would. */
const forged = (change: (xml: string) => string): string => {
  const bare = built.replace(/<ds:Signature[\s\S]*<\/ds:Signature>/, '')
  const id = /ID="([^"]+)"/.exec(bare)?.[1] ?? ''
  return signEnveloped(change(bare), { signing, id, after: 'Issuer' })
}

describe('A VIHF', () => {
  it('is read back as it was written once its signature is verified', () => {
    expect(verifyVihf(built, { authorities, at })).toMatchObject({
      ...vihf,
      version: '3.0',
      issuedAt: at,
      issuer: "CN=DMP SIGN,OU=1220000020,O=CH DE L'ARGOAT,ST=Côtes-d'Armor (22),C=FR",
    })
  })

  it('is verified inside the envelope that carries it', () => {
    expect(refusal(`<e:Envelope xmlns:e="urn:e"><e:Header>${built}</e:Header></e:Envelope>`)).toBe('accepted')
  })

  it('places the signature after the issuer, as the SAML schema orders', () => {
    expect(built).toMatch(/<\/saml2:Issuer><ds:Signature xmlns:ds=/)
  })

  it('declares profession and know-how of a physician as two roles', () => {
    expect(vihf.roles).toEqual([
      { code: '10', system: '1.2.250.1.71.1.2.7', display: 'Médecin' },
      { code: 'SM04', system: '1.2.250.1.71.4.2.5', display: 'Cardiologie (SM)' },
    ])
    expect(rolesOfSpecialty({ code: 'G15_60', system: '1.2.250.1.213.1.1.4.5', display: 'Infirmier' })).toEqual([
      { code: '60', system: '1.2.250.1.71.1.2.7', display: 'Infirmier' },
    ])
    expect(rolesOfSpecialty({ code: 'G15_21/D', system: '1.2.250.1.213.1.1.4.5' })[1]).toEqual({
      code: 'D',
      system: '1.2.250.1.71.4.2.6',
    })
  })

  it('cannot be made for a physician without a specialty', () => {
    expect(() => buildVihf({ ...vihf, roles: vihf.roles.slice(0, 1) }, signing)).toThrow('Aucune spécialité')
  })

  it('cannot be made for a break-glass without its reason', () => {
    expect(() => buildVihf({ ...vihf, purpose: 'bris_de_glace' }, signing)).toThrow('motif du bris de glace')
    const reasoned = buildVihf({ ...vihf, purpose: 'bris_de_glace', accessReason: 'Coma' }, signing, { at })
    expect(verifyVihf(reasoned, { authorities, at })).toMatchObject({ purpose: 'bris_de_glace', accessReason: 'Coma' })
  })

  it('cannot be made without what it must say', () => {
    expect(() => buildVihf({ ...vihf, structureId: ' ' }, signing)).toThrow('Identifiant_Structure')
  })

  it('is refused when a value changed after the signature', () => {
    expect(refusal(built.replace('1220000020</', '1220000021</'))).toBe('XMLDSIG.DIGEST_MISMATCH')
  })

  it('is refused when its issuer is not the subject of the certificate', () => {
    expect(refusal(forged((xml) => xml.replace('CN=DMP SIGN', 'CN=AUTRE')))).toBe('VIHF.ISSUER_MISMATCH')
  })

  it.each([
    [
      'without its structure',
      /<saml2:Attribute Name="Identifiant_Structure">.*?<\/saml2:Attribute>/,
      '',
      'VIHF.MISSING_ATTRIBUTE',
    ],
    ['with an unknown mode', '>INDIRECTE<', '>AUTRE<', 'VIHF.INVALID_ATTRIBUTE'],
    ['for another resource', '>urn:dmp<', '>urn:autre<', 'VIHF.INVALID_ATTRIBUTE'],
    ['without a sign-in', /<saml2:AuthnStatement.*?<\/saml2:AuthnStatement>/, '', 'VIHF.MISSING_ATTRIBUTE'],
    [
      'of a physician without a specialty',
      /<saml2:AttributeValue><Role [^>]*code="SM04".*?<\/saml2:AttributeValue>/,
      '',
      'VIHF.SPECIALTY_REQUIRED',
    ],
  ])('is refused %s', (_, from, to, code) => {
    expect(refusal(forged((xml) => xml.replace(from, to)))).toBe(code)
  })

  it('is refused before its time and after it', () => {
    expect(refusal(built, { at: new Date(at.getTime() - 10 * 60_000) })).toBe('VIHF.NOT_YET_VALID')
    expect(refusal(built, { at: new Date(at.getTime() + 70 * 60_000) })).toBe('VIHF.EXPIRED')
    const short = buildVihf(vihf, signing, { at, dialect: { lifetimeMs: 60_000 } })
    expect(refusal(short, { at: new Date(at.getTime() + 7 * 60_000) })).toBe('VIHF.EXPIRED')
  })

  it('follows the spelling and the version that are configured', () => {
    const old = buildVihf(vihf, signing, { at, dialect: { version: '4.0', modeAttribute: 'Authentification_mode' } })
    expect(old).toContain('Name="Authentification_mode"')
    expect(verifyVihf(old, { authorities, at })).toMatchObject({ version: '4.0', mode: 'INDIRECTE' })
  })

  const xsd = path.join(
    process.env['ANAMNESE_FIXTURES'] ?? path.resolve(__dirname, '../../../../../shared/fixtures'),
    'insi/wsdl/xsd/SAML/saml-schema-assertion-2.0.xsd',
  )
  const hasXsd = existsSync(xsd)
  ;(hasXsd ? it : it.skip)(
    `is valid against the SAML schema${hasXsd ? '' : ` (skipped: ${xsd} is absent)`}`,
    async () => {
      // CE is a type of HL7 V3, which the SAML schema does not know.
      expect(await validateXsd(Buffer.from(built.replaceAll(' xsi:type="CE"', '')), xsd)).toEqual([])
    },
  )

  const xmlsec = spawnSync('xmlsec1', ['--version']).status === 0
  ;(xmlsec ? it : it.skip)(`is accepted by xmlsec1${xmlsec ? '' : ' (skipped: xmlsec1 is not installed)'}`, () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'vihf-'))
    try {
      writeFileSync(path.join(folder, 'vihf.xml'), built)
      writeFileSync(path.join(folder, 'ca.pem'), authority.certificate)
      const { status, stderr } = spawnSync('xmlsec1', [
        ...['--verify', '--id-attr:ID', 'urn:oasis:names:tc:SAML:2.0:assertion:Assertion'],
        ...['--trusted-pem', path.join(folder, 'ca.pem'), path.join(folder, 'vihf.xml')],
      ])
      expect([status, stderr.toString()]).toEqual([0, expect.stringContaining('OK')])
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
