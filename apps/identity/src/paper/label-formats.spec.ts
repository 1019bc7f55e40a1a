import { LABEL_FORMATS } from '@anamnese/interop-pdfa'
import { labelFormats } from './label-formats'

describe('formats of labels of a hospital', () => {
  it('are the usual ones, or those that it gives', () => {
    expect(labelFormats(undefined)).toBe(LABEL_FORMATS)
    const own = [{ ...LABEL_FORMATS[3], code: 'URGENCES' }]
    expect(labelFormats(JSON.stringify(own))).toEqual(own)
  })

  it.each([
    ['{', 'JSON'],
    ['[]', 'liste'],
    ['[{"code":"A"}]', 'incomplet'],
    [JSON.stringify([{ ...LABEL_FORMATS[0], columns: 9 }]), 'dépassent'],
  ])('that cannot be printed stop the service: %s', (json, why) => {
    expect(() => labelFormats(json)).toThrow(why)
  })
})
