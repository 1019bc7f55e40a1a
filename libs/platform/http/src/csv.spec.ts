import { csvLine, csvStream } from './csv'

describe('CSV extractions', () => {
  it('quotes what would break a line, and doubles the quotes', () => {
    expect(csvLine(['a;b', 'dit « "oui" »', 'deux\nlignes', 3, undefined, true])).toBe(
      '"a;b";"dit « ""oui"" »";"deux\nlignes";3;;true\r\n',
    )
  })

  it('never lets a spreadsheet run what a person typed as a formula', () => {
    expect(csvLine(['=1+1', '@SUM(A1)', '-2', -2])).toBe("'=1+1;'@SUM(A1);'-2;-2\r\n")
  })

  it('starts with the mark that spreadsheets need to read accents', async () => {
    const chunks: Buffer[] = []
    for await (const chunk of csvStream(['é'], [['1'], ['2']])) chunks.push(Buffer.from(chunk as string))
    expect(Buffer.concat(chunks).toString('utf8')).toBe('\uFEFFé\r\n1\r\n2\r\n')
  })
})
