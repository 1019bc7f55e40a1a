import type { IdentityTraits } from '@anamnese/domain-traits'
import { encodeInsDatamatrix } from './encode'
import { GS } from './format'
import { datamatrixPng } from './image'
import { parseInsDatamatrix } from './parse'
import { pictureSize, readDatamatrixPicture } from './picture'

const ins = { matricule: '277010115400329', oid: '1.2.250.1.213.1.4.8' }
const traits: IdentityTraits = {
  birthName: "GARCIA-D'HAMMADI",
  firstBirthGivenName: 'SARAH-LOU',
  birthGivenNames: 'SARAH-LOU ANNA ZOE WANDA MAUD QUITTERIE',
  birthDate: '1977-01-21',
  sex: 'F',
  birthPlaceCode: '01154',
}
const TEXT = encodeInsDatamatrix(ins, traits)
const outcome = (text: string): [string | undefined, string | undefined, string[]] => {
  const scanned = parseInsDatamatrix(text)
  return [scanned.ins?.matricule, scanned.traits.birthName, scanned.findings.map(({ rule }) => rule)]
}
const READ = [ins.matricule, traits.birthName] as const

/** What a keyboard writes for the key strokes of another one, written apart from the code that undoes it. */
const typedOn = (from: string, to: string, text: string): string =>
  Array.from(text, (character) => (from.includes(character) ? (to[from.indexOf(character)] ?? '') : character)).join('')

describe('what keyboard readers do to a scan', () => {
  it.each(['\\u001d', '<GS>', '{F8}', '␝', '^]', '\u001e', '\t'])('%j stands for the separator', (word) => {
    expect(outcome(TEXT.replaceAll(GS, word) + '\r\n')).toEqual([...READ, []])
  })

  it('separators dropped, or replaced by spaces, are found again when there is one way to cut', () => {
    expect(outcome(TEXT.replaceAll(GS, ''))).toEqual([...READ, ['DATAMATRIX.SEPARATOR']])
    expect(outcome(TEXT.replaceAll(GS, ' '))).toEqual([...READ, ['DATAMATRIX.SEPARATOR']])
    expect(parseInsDatamatrix(TEXT.replaceAll(GS, '')).traits).toMatchObject({
      birthGivenNames: traits.birthGivenNames,
      birthDate: '1977-01-21',
      birthPlaceCode: '01154',
    })
  })

  it('a text that can be cut in two ways is not guessed', () => {
    const text = `IS010000000000000000000000S1279035121518989S21.2.250.1.213.1.4.10S5FS628-03-1979S3ANNAS4LES`
    expect(outcome(text)[2]).toEqual(['DATAMATRIX.SEPARATOR'])
    const odd = TEXT.replace(`${GS}S4`, `S4S4`).replaceAll(GS, '')
    expect(['DATAMATRIX.AMBIGUOUS', 'DATAMATRIX.FORMAT', 'DATAMATRIX.UNKNOWN_FIELD']).toContain(outcome(odd)[2][0])
  })

  it('lower case, caps lock on a French keyboard', () => {
    expect(outcome(TEXT.toLowerCase())).toEqual([...READ, ['DATAMATRIX.KEYBOARD']])
    const low = `abcdefghijklmnopqrstuvwxyz0123456789-'.`
    const caps = `ABCDEFGHIJKLMNOPQRSTUVWXYZà&é"'(-è_ç64;`
    const typed = typedOn(
      low.slice(0, 26).toUpperCase() + low.slice(26),
      caps.slice(0, 26).toLowerCase() + caps.slice(26),
      TEXT,
    )
    expect(typed).toContain('is')
    expect(outcome(typed)).toEqual([...READ, ['DATAMATRIX.KEYBOARD']])
  })

  it('a reader set for the other keyboard, either way', () => {
    const onAzerty = typedOn(`AQZWM0123456789-.'`, `QAWZ?à&é"'(-è_ç):ù`, TEXT)
    expect(onAzerty).not.toContain('IS01')
    expect(outcome(onAzerty)).toEqual([...READ, ['DATAMATRIX.KEYBOARD']])
    const onUs = typedOn(`AQZWM0123456789-.'`, `QAWZ:)!@#$%^&*(6<4`, TEXT)
    expect(outcome(onUs)).toEqual([...READ, ['DATAMATRIX.KEYBOARD']])
    expect(outcome(onUs.replaceAll(GS, ''))[2]).toEqual(['DATAMATRIX.KEYBOARD', 'DATAMATRIX.SEPARATOR'])
  })

  it('a scan cut short says which field is incomplete', () => {
    const cut = TEXT.slice(0, -2)
    expect(parseInsDatamatrix(cut).findings).toMatchObject([{ rule: 'DATAMATRIX.TRUNCATED', where: 'S7' }])
    expect(outcome(TEXT.slice(0, 60))[2]).toContain('DATAMATRIX.MISSING')
  })
})

describe('whatever is scanned', () => {
  const runs = Number(process.env['FUZZ_RUNS'] ?? 20_000)

  it(`is answered, ${String(runs)} times`, () => {
    let seed = 42
    const random = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return seed % below
    }
    const alphabet = `${TEXT}${GS}^]é&"'S1S2S3S4S5S6S7`
    const rules = new Set<string>()
    for (let run = 0; run < runs; run += 1) {
      const characters = Array.from(TEXT)
      for (let change = random(6); change >= 0; change -= 1) {
        const at = random(characters.length)
        const what = random(4)
        if (what === 0) characters.splice(at, random(8))
        else if (what === 1) characters.splice(at, 0, alphabet[random(alphabet.length)] ?? '')
        else if (what === 2) characters[at] = alphabet[random(alphabet.length)] ?? ''
        else characters.push(...characters.slice(at, at + random(40)))
        if (characters.length === 0) characters.push('I')
      }
      const scanned = parseInsDatamatrix(characters.join(''))
      scanned.findings.forEach(({ rule }) => rules.add(rule))
      const whole = scanned.findings.every(({ severity }) => severity !== 'error')
      // Without an error an identity is whole, and its matricule has its key.
      if (whole && (scanned.ins === undefined || scanned.traits.birthDate === undefined))
        throw new Error(characters.join(''))
    }
    expect(rules.size).toBeGreaterThan(5)
  }, 3_600_000)
})

describe('a picture of the datamatrix', () => {
  it('is read as a scanner would type it', async () => {
    expect(await readDatamatrixPicture(await datamatrixPng(TEXT))).toEqual([TEXT])
  }, 20_000)

  it('that is none, too large or spoilt is refused in words; one without a code gives nothing', async () => {
    const png = await datamatrixPng(TEXT)
    await expect(readDatamatrixPicture(Buffer.from('GIF89a…'))).rejects.toMatchObject({ code: 'DATAMATRIX.IMAGE' })
    await expect(readDatamatrixPicture(png, { maxBytes: 10 })).rejects.toThrow('trop volumineuse')
    const huge = Buffer.from(png)
    huge.writeUInt32BE(100_000, 16)
    huge.writeUInt32BE(100_000, 20)
    await expect(readDatamatrixPicture(huge)).rejects.toThrow('trop de points')
    expect(await readDatamatrixPicture(png.subarray(0, 200))).toEqual([])
    await expect(readDatamatrixPicture(png, { timeoutMs: 1 })).rejects.toMatchObject({ code: 'DATAMATRIX.TIMEOUT' })
  }, 20_000)

  it('waits for its turn when many are read, and is refused in words when there are too many', async () => {
    const png = await datamatrixPng(TEXT)
    const all = await Promise.allSettled(Array.from({ length: 25 }, () => readDatamatrixPicture(png)))
    const read = all.filter((one) => one.status === 'fulfilled')
    expect(read.length).toBe(22)
    expect(read.every((one) => one.value[0] === TEXT)).toBe(true)
    expect(all.find((one) => one.status === 'rejected')?.reason).toMatchObject({ code: 'DATAMATRIX.TIMEOUT' })
    expect(await readDatamatrixPicture(png)).toEqual([TEXT])
  }, 60_000)

  it('has the size that the header of a JPEG says', () => {
    const jpeg = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 17, 8, 0, 100, 1, 44, 3, 1, 0x22, 0, 2, 0x11, 1]
    expect(pictureSize(Uint8Array.from(jpeg))).toEqual({ width: 300, height: 100 })
    expect(pictureSize(Uint8Array.from(jpeg.slice(0, 8)))).toBeUndefined()
  })
})
