import { decodeText, rtfToText, sanitiseHtml } from './index'

describe('HTML from outside', () => {
  const show = (html: string): string => sanitiseHtml(html).replace(/^.*<body>|<\/body>.*$/g, '')

  it('keeps its text, tables and own images', () => {
    expect(
      show('<h1>CR</h1><table><tr><td colspan="2">1</td></tr></table><img src="data:image/png;base64,AAAA" alt="x">'),
    ).toBe('<h1>CR</h1><table><tr><td colspan="2">1</td></tr></table><img src="data:image/png;base64,AAAA" alt="x" />')
  })

  it.each([
    ['<script>alert(1)</script>'],
    ['<img src=x onerror=alert(1)>'],
    ['<svg onload=alert(1)><script>alert(1)</script></svg>'],
    ['<svg><foreignObject><img src=x onerror=alert(1)></foreignObject></svg>'],
    ['<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>'],
    ['<a href="javascript:alert(1)">'],
    ['<iframe srcdoc="<script>alert(1)</script>"></iframe>'],
    ['<form action="https://ailleurs.example/alert"><input name=a></form>'],
    ['<link rel=stylesheet href="https://ailleurs.example/alert.css">'],
    ['<meta http-equiv="refresh" content="0;url=https://ailleurs.example/alert">'],
    ['<base href="https://ailleurs.example/alert">'],
    ['<style>@import url(https://ailleurs.example/alert.css)</style>'],
    ['<div style="background:url(https://ailleurs.example/alert)">'],
    ['<img src="https://ailleurs.example/alert.png">'],
    ['<img src="data:image/svg+xml;base64,alert">'],
    ['<noscript><p title="</noscript><img src=x onerror=alert(1)>">'],
    ['<object data="alert.swf"></object><embed src="alert.swf">'],
    ['<template><script>alert(1)</script></template>'],
    ['<video><source onerror="alert(1)"></video>'],
    ['<!--><script>alert(1)</script-->'],
  ])('nothing that runs, loads or sends is left of %s', (html) => {
    expect(show(html)).not.toMatch(/alert|ailleurs|javascript|on\w+=|<script|<svg|<style|<link|<form/i)
  })

  it('of any depth is shown in the time of a look', () => {
    const start = Date.now()
    expect(show('<div>'.repeat(50_000) + 'fond').length).toBeLessThan(1_000_000)
    expect(Date.now() - start).toBeLessThan(10_000)
  })
})

describe('RTF', () => {
  it('gives its text: accents by code page and by Unicode, paragraphs, no font nor picture', () => {
    const rtf = String.raw`{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\info{\author X}}\f0\b Compte rendu\b0\par R\'e9sultat \u233?lev\'e9 : 5 \u8364? \{ok\}{\*\generator Y;}{\pict 89504e47}\tab fin}`
    expect(rtfToText(Buffer.from(rtf, 'latin1')).text).toBe('Compte rendu\nRésultat élevé : 5 € {ok}\tfin')
  })

  it('hides embedded objects and instructions of fields', () => {
    const rtf = String.raw`{\rtf1 vu {\object\objemb{\*\objdata 0105}}{\field{\*\fldinst HYPERLINK "https://ailleurs.example"}{\fldrslt lien}} {\bin5 abc{}fin}`
    const { text } = rtfToText(Buffer.from(rtf, 'latin1'))
    expect(text).not.toMatch(/ailleurs|0105/)
    expect(text).toContain('lien')
  })

  it('is read within bounds: no depth or length stops the reader', () => {
    expect(rtfToText(Buffer.from('{'.repeat(100_000))).text).toBe('')
    expect(rtfToText(Buffer.from(`{\\rtf1 ${'a'.repeat(50_000)}}`), 1000)).toEqual({
      text: 'a'.repeat(1000),
      truncated: true,
    })
    expect(rtfToText(Buffer.from('{\\rtf1\\bin9999999999 x')).text).toBe('')
  })
})

describe('a text of unknown encoding', () => {
  it('is read as UTF-8 when it is, else as Windows-1252', () => {
    expect(decodeText(Buffer.from('élevé'))).toBe('élevé')
    expect(decodeText(Buffer.from([0xe9, 0x80]))).toBe('é€')
  })
})
