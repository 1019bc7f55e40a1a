import { X509Certificate } from 'node:crypto'
import { distinguishedName, subjectValues } from './distinguished-name'

/** Made once by OpenSSL: a subject with several attributes in one relative name, accents and characters to escape. */
const certificate = new X509Certificate(`-----BEGIN CERTIFICATE-----
MIICgTCCAiegAwIBAgIUUutxz3WaoKJILE/WIuznYv1Z4WswCgYIKoZIzj0EAwIw
gZQxCzAJBgNVBAYTAkZSMR4wHAYDVQQIDBVDw7R0ZXMtZOKAmUFybW9yICgyMikx
GDAWBgNVBAoMD0NILCBERSBMIkFSR09BVDETMBEGA1UECwwKMTIyMDAwMDAyMDE2
MA4GA1UEKgwHTWHDq2xsZTAPBgNVBAQMCEtFUlZBREVDMBMGA1UEAwwMODk5NzAw
MDAwMDAxMCAXDTI2MTEyNTA5MzAwOVoYDzIxMjYxMTAxMDkzMDA5WjCBlDELMAkG
A1UEBhMCRlIxHjAcBgNVBAgMFUPDtHRlcy1k4oCZQXJtb3IgKDIyKTEYMBYGA1UE
CgwPQ0gsIERFIEwiQVJHT0FUMRMwEQYDVQQLDAoxMjIwMDAwMDIwMTYwDgYDVQQq
DAdNYcOrbGxlMA8GA1UEBAwIS0VSVkFERUMwEwYDVQQDDAw4OTk3MDAwMDAwMDEw
WTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATJV3DuPMOJjRyJQYkIx+IxeMx2iL1e
Z6vkK0Q/mpR9cXOq6keSJG+xJkAYacIBlA/WN7ufWRIA4IzUlKdVUkxso1MwUTAd
BgNVHQ4EFgQUSlAdyWwd2e18kDCn9PMG4NhFbkEwHwYDVR0jBBgwFoAUSlAdyWwd
2e18kDCn9PMG4NhFbkEwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBF
AiEA/icF7feIbfZhPHvtfdWT3x+m7eiUv/qDhBMHJVQXddgCIAWh1t3Cp/Osxb8Q
TREOF+VCngRWEkOUCdriowkjv46x
-----END CERTIFICATE-----`)

describe('A distinguished name', () => {
  it('is written in the order of RFC 2253, each relative name in that of the certificate, unknown types by OID and hexadecimal value', () => {
    expect(distinguishedName(certificate)).toBe(
      '2.5.4.42=#0c074d61c3ab6c6c65+2.5.4.4=#0c084b45525641444543+CN=899700000001,OU=1220000020,' +
        'O=CH\\, DE L\\"ARGOAT,ST=Côtes-d’Armor (22),C=FR',
    )
  })

  it('gives the values of one attribute type', () => {
    expect(subjectValues(certificate, '2.5.4.11')).toEqual(['1220000020'])
  })

  it('is the same for subject and issuer of a self-signed certificate', () => {
    expect(distinguishedName(certificate, 'issuer')).toBe(distinguishedName(certificate, 'subject'))
  })
})
