import { GROUP_SEPARATOR, readSearch } from './search'

describe('the one search field', () => {
  it('tells names, birth dates, identifiers and matricules apart', () => {
    expect(readSearch('pat trois').kind).toBe('name')
    expect(readSearch('Lê D’Hervé-Kerguen').kind).toBe('name')
    expect(readSearch('28/03/1979').kind).toBe('birth-date')
    expect(readSearch('00012345').kind).toBe('identifier')
    expect(readSearch('2 79 03 51 215 189 89').kind).toBe('matricule')
    expect(readSearch('180032b02040123').kind).toBe('matricule')
    expect(readSearch('   ').kind).toBe('empty')
  })

  it('runs a matricule search only with 15 characters and a valid key', () => {
    expect(readSearch('279035121518989').obstacle).toBeUndefined()
    expect(readSearch('279035121518988').obstacle).toContain('clé')
    expect(readSearch('2790351215189').obstacle).toContain('15 caractères')
    expect(readSearch('779035121518989').obstacle).toContain('pas une INS')
  })

  it('refuses a birth date that does not exist', () => {
    expect(readSearch('31/02/1979').obstacle).toContain('jj/mm/aaaa')
  })

  it('recognises a scanned INS datamatrix', () => {
    const scanned = `IS010000000000000000000000S1279035121518989S21.2.250.1.213.1.4.10S3DOMINIQUE${GROUP_SEPARATOR}S4PAT-TROIS`
    expect(readSearch(scanned)).toEqual({ kind: 'datamatrix', hint: 'Datamatrix INS lu' })
  })

  it('takes a long text for a code that a reader typed in its own way', () => {
    const typed = `is010000000000000000000000s1277010115400329s21.2.250.1.213.1.4.8s3sarah`
    expect(readSearch(typed).kind).toBe('scan')
    expect(readSearch(typed.toUpperCase()).kind).toBe('datamatrix')
  })
})
