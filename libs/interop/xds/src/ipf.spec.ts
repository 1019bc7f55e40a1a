import path from 'node:path'
import { describeWith } from '@anamnese/interop-test-java'
import { createTestAuthority } from '@anamnese/interop-test-pki'
import { serialiseXml, XsdSchema } from '@anamnese/interop-xml'
import { readSigningKey } from '@anamnese/interop-xmldsig'
import { prepareDmpSubmission, type PreparedSubmission } from './build-submission'
import { buildIti41 } from './iti41'
import { buildGetDocuments } from './registry-query'
import { registryResponse } from './registry-response'
import { IPF, ipfSchemas, readByIpf } from './testing/ipf'
import { TEST_ROOT, testLetter, testSubmissionSet } from './testing/letter'
import { submitObjectsRequest } from './write-submission'

const signing = readSigningKey(createTestAuthority().issue({ subject: [['CN', 'SIGN']], use: 'sign' }))
const prepare = (replaces?: string): Promise<PreparedSubmission> =>
  prepareDmpSubmission(
    [{ bytes: testLetter(), ...(replaces === undefined ? {} : { replaces }) }],
    testSubmissionSet(),
    { signing, uniqueId: `${TEST_ROOT}.6.1` },
  )

/**
 * What the national profile writes otherwise than the base profile that IPF checks: types of identifiers (XON-7 of structures,
 * CX-5 of patients), and the specialty of an author as code, label and system.
 */
const international = (body: string): string =>
  body
    .replaceAll('&amp;ISO^IDNST^^^', '&amp;ISO^^^^')
    .replace(/(&amp;[\d.]+&amp;ISO)\^(NH|PI)(?=["<])/g, '$1')
    .replace(/(name="authorSpecialty"><ValueList><Value>[^<^]+)\^[^<]+/g, '$1')

describeWith(IPF)('An ITI-41 request, for Open eHealth IPF', () => {
  it('is valid, and says what was meant', async () => {
    const prepared = await prepare()
    const body = international(buildIti41(prepared).body)
    const broken = body.replace('810100000008^KERVADEC', '^').replaceAll('urn:uuid:2e82c1f6', 'urn:uuid:00000000')
    const [valid, invalid] = await readByIpf([body, broken])
    const [letter, signature] = prepared.submission.documents
    expect(valid).toBe(
      `VALID set=${TEST_ROOT}.5.1|279035121518989` +
        ` entry=${TEST_ROOT}.4.1001|11490-0|KERVADEC|${letter!.hash}|1` +
        ` entry=${TEST_ROOT}.6.1|E1762|KERVADEC|${signature!.hash}|3` +
        ' association=HAS_MEMBER association=HAS_MEMBER association=SIGNS',
    )
    expect(invalid).toMatch(/^INVALID /)
  }, 120_000)

  it('is valid when it replaces an entry', async () => {
    const { body } = buildIti41(await prepare('urn:uuid:9f8b6a1e-8c0f-4b1e-9a53-0d8d7c6b5a41'))
    expect((await readByIpf([international(body)]))[0]).toMatch(/^VALID .*association=REPLACE/)
  }, 120_000)

  it('has metadata, and an answer, valid against the ebRS schemas', async () => {
    const { submission } = await prepare()
    const errors = [{ code: 'XDSRepositoryError', context: 'x', severity: 'error' as const }]
    const samples = { lcm: submitObjectsRequest(submission), rs: registryResponse({ status: 'failure', errors }) }
    const xml = Object.entries(samples).map(([name, tree]) => [name, serialiseXml(tree)] as const)
    for (const [name, text] of [...xml, ['query', buildGetDocuments(['1.2.3'])] as const]) {
      const schema = await XsdSchema.load(path.join(ipfSchemas(), `ebRS30/${name}.xsd`), ipfSchemas())
      expect(schema.validate(Buffer.from(text))).toEqual([])
      schema.dispose()
    }
  }, 120_000)
})
