import { components, encodeMessage, encodeSegment, repetitions, subcomponents } from './build'
import { headerFields } from './header'
import { Hl7Message } from './message'

describe('writing ER7', () => {
  it('nests repetitions, components and subcomponents, and leaves no delimiter at the end', () => {
    const pid = encodeSegment('PID', {
      1: 1,
      3: repetitions(
        components('000003', '', '', subcomponents('GAM', '220000012', 'M'), 'PI', undefined),
        components('X2'),
      ),
      5: components('LE GOFF', 'YANN', undefined, undefined),
      8: null,
      40: undefined,
    })
    expect(pid).toBe('PID|1||000003^^^GAM&220000012&M^PI~X2||LE GOFF^YANN|||""')
  })

  it('escapes values and reads them back', () => {
    const text = 'A|B^C~D\\E&F\nG'
    const message = Hl7Message.parse(
      encodeMessage([
        [
          'MSH',
          headerFields({
            sendingApplication: 'GAM & Cie',
            sendingFacility: components('CH', '1.2.3', 'ISO'),
            receivingApplication: 'DPI',
            receivingFacility: '220000012',
            at: new Date('2026-03-02T07:15:00Z'),
            type: ['ADT', 'A28', 'ADT_A05'],
            controlId: 'M1',
            processingId: 'D',
          }),
        ],
        ['NTE', { 3: text }],
        'ZZZ|déjà',
      ]),
    )
    expect(message.get('NTE-3')).toBe(text)
    expect(message.get('MSH-3')).toBe('GAM & Cie')
    expect(message.get('MSH-7')).toBe('20260302081500+0100')
    expect(message.get('MSH-12.2')).toBe('FRA')
    expect(message.charset).toBe('UNICODE UTF-8')
    expect(message.get('ZZZ-1')).toBe('déjà')
  })
})
