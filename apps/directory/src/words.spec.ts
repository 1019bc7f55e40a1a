import { beginnings, wordsOf } from './words'

const finds = (q: string, ...stored: string[]): boolean =>
  beginnings(q).every((start) => wordsOf(...stored).some((word) => start.test(word)))

test.each(['maelle', 'KERV', 'kervadec maë', '8101', 'le goff', "l'argoat"])(
  '“%s” finds Maëlle Kervadec-Le Goff of L’Argoat',
  (q) => {
    expect(finds(q, 'KERVADEC-LE GOFF', 'Maëlle', 'L’Argoat', '810100000008')).toBe(true)
  },
)

test('every word has to be found, and signs of regular expressions are only signs', () => {
  expect(finds('kerv yann', 'KERVADEC', 'Maëlle')).toBe(false)
  expect(finds('.*', 'KERVADEC')).toBe(false)
})
