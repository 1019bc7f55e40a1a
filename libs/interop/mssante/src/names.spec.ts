import { pdfName } from './pdf-name'
import { readSubject, xdmSubject } from './subject'
import { smtpError } from './smtp-errors'

describe('names of a message', () => {
  it('names the PDF copy by act date, type, name and given name, then the file number', () => {
    const parts = { actDate: '2026-01-12', typeLabel: "CR d'imagerie médicale", family: 'Corse', given: 'FIGATELLIX' }
    expect(pdfName(parts)).toBe("20260112_CR d'imagerie médicale_CORSE_FIGATELLIX.pdf")
    expect(pdfName({ ...parts, fileNumber: '24000006' })).toBe(
      "20260112_CR d'imagerie médicale_CORSE_FIGATELLIX_24000006.pdf",
    )
  })

  it('never lets a path or a control character into the name of a file', () => {
    const name = pdfName({ actDate: '2026-01-12', typeLabel: '../../etc\r\n', family: 'A/B', given: 'C:D' })
    expect(name).toBe('20260112_etc_A B_C D.pdf')
  })

  it('writes the subject without a birth date when there is none, and reads it back without its prefix', () => {
    const subject = xdmSubject({ label: 'CR', family: 'corse', given: 'ANTHONY' })
    expect(subject).toBe('XDM/1.0/DDM+CR CORSE ANTHONY')
    expect(readSubject(subject)).toEqual({ isXdm: true, replaces: false, text: 'CR CORSE ANTHONY' })
    expect(readSubject(`[Annule et remplace] ${subject}`)).toMatchObject({ isXdm: true, replaces: true })
    expect(readSubject('Bonjour')).toMatchObject({ isXdm: false, text: 'Bonjour' })
  })

  it('translates an SMTP code into the table of the ZAM, unknown codes into the nearest one', () => {
    expect(smtpError(550).code).toBe('550')
    expect(smtpError(455).code).toBe('451')
    expect(smtpError(571).code).toBe('554')
  })
})
