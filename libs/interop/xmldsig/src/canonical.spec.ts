import { spawnSync } from 'node:child_process'
import { canonicalise } from './canonical'

const sample = `<?xml version="1.0"?>
<!-- before -->
<a:doc xmlns:a="urn:a" xmlns:b="urn:b" z='1' b:y="2"   a:x="&#xE9;"><empty/><text><![CDATA[<&>]]></text><!-- inside --><p Id="part">x</p></a:doc>
<!-- after -->`

describe('Canonical XML', () => {
  it('keeps comments when asked', async () => {
    expect((await canonicalise(sample, { withComments: true })).toString()).toBe(
      '<!-- before -->\n<a:doc xmlns:a="urn:a" xmlns:b="urn:b" z="1" a:x="é" b:y="2"><empty></empty>' +
        '<text>&lt;&amp;&gt;</text><!-- inside --><p Id="part">x</p></a:doc>\n<!-- after -->',
    )
  })

  it('of one element carries the namespaces that it inherits', async () => {
    expect((await canonicalise(sample, { elementId: 'part' })).toString()).toBe(
      '<p xmlns:a="urn:a" xmlns:b="urn:b" Id="part">x</p>',
    )
    expect((await canonicalise(sample, { elementId: 'part', exclusive: true })).toString()).toBe('<p Id="part">x</p>')
  })

  it('takes a text node of more than 10 MB', async () => {
    const bytes = await canonicalise(`<d>${'QUFB'.repeat(3_000_000)}</d>`)
    expect(bytes.length).toBe(12_000_007)
  })

  it('refuses a document type declaration', async () => {
    await expect(canonicalise('<!DOCTYPE d><d/>')).rejects.toMatchObject({ code: 'XML.DOCTYPE_FORBIDDEN' })
  })

  const xmllint = spawnSync('xmllint', ['--version']).status === 0
  ;(xmllint ? it : it.skip)(`equals xmllint's${xmllint ? '' : ' (skipped: xmllint is not installed)'}`, async () => {
    const { stdout } = spawnSync('xmllint', ['--c14n', '-'], { input: sample })
    expect(await canonicalise(sample, { withComments: true })).toEqual(stdout)
  })
})
