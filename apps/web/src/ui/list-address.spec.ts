import { readListAddress, writeListAddress } from './list-address'

const names = ['q', 'state']
const defaults = { state: 'refused' }

describe('a list kept in the address', () => {
  it('starts with its default filters on the first page', () => {
    expect(readListAddress(new URLSearchParams(''), names, defaults)).toEqual({
      page: 1,
      size: 50,
      sort: undefined,
      filters: { state: 'refused' },
      query: { state: 'refused', page: 1, size: 50, sort: undefined },
    })
  })

  it('ignores what is not a filter of the list and a page that is not a number', () => {
    const read = readListAddress(new URLSearchParams('q=le+goff&page=abc&other=1'), names, defaults)
    expect(read.filters).toEqual({ q: 'le goff', state: 'refused' })
    expect(read.page).toBe(1)
  })

  it('goes back to the first page when a filter changes, and keeps it when the page changes', () => {
    const at = new URLSearchParams('q=a&page=3')
    expect(writeListAddress(at, { q: 'b' }, defaults).toString()).toBe('q=b')
    expect(writeListAddress(at, { page: '4' }, defaults).toString()).toBe('q=a&page=4')
  })

  it('remembers that a default filter was switched off', () => {
    const off = writeListAddress(new URLSearchParams(''), { state: undefined }, defaults)
    expect(off.toString()).toBe('state=')
    expect(readListAddress(off, names, defaults).filters).toEqual({})
  })
})
