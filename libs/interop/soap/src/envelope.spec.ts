import { el } from '@anamnese/interop-xml'
import { buildEnvelope, readEnvelope } from './envelope'
import { buildFault } from './fault'

describe('A SOAP 1.2 envelope', () => {
  it('carries its addressing, its security and its body unchanged', () => {
    const security = '<s:Assertion xmlns:s="urn:s" ID="_1"><s:Issuer>CN=A&amp;B</s:Issuer></s:Assertion>'
    const xml = buildEnvelope(
      { action: 'urn:a', messageId: 'urn:uuid:1', to: 'https://dmp/é', replyTo: true, mustUnderstand: true, security },
      '<b xmlns="urn:b"/>',
    )
    expect(xml).toContain(security)
    expect(xml).toContain('<wsa:Action soap:mustUnderstand="true">urn:a</wsa:Action>')
    expect(readEnvelope(xml)).toMatchObject({
      action: 'urn:a',
      messageId: 'urn:uuid:1',
      to: 'https://dmp/é',
      fault: undefined,
      content: { localName: 'b', namespaceURI: 'urn:b' },
    })
  })

  it('gives the fault with its code, subcodes, reason and detail', () => {
    const fault = buildFault({
      code: 'Sender',
      subcode: { namespace: 'urn:siram', name: 'siram_100' },
      reason: 'Autorisation inconnue',
      detail: el('e:Erreur', { 'xmlns:e': 'urn:siram', code: 'desir_550' }, 'texte'),
    })
    const read = readEnvelope(buildEnvelope({}, fault))
    expect(read.content).toBeUndefined()
    expect(read.fault).toMatchObject({
      faultCode: 'Sender',
      subcodes: ['siram_100'],
      message: 'Autorisation inconnue',
    })
    expect(read.fault?.detail?.textContent).toBe('texte')
  })

  it.each([
    ['of SOAP 1.1', '<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Body/></Envelope>'],
    ['without a body', '<Envelope xmlns="http://www.w3.org/2003/05/soap-envelope"/>'],
    ['that is a page', '<html/>'],
  ])('is refused when it is one %s', (_, xml) => {
    expect(() => readEnvelope(xml)).toThrow(expect.objectContaining({ code: 'SOAP.MALFORMED' }) as Error)
  })
})
