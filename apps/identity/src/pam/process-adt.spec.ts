import { Hl7Message } from '@anamnese/interop-hl7v2'
import { readAdt } from '@anamnese/interop-pam-fr'
import { a01, a28, a31, a40, a47, insId, ipp, MATRICULE, OTHER_MATRICULE } from '../test/messages'
import type { Patient } from '../patients/patient'
import { processAdt, type ProcessOptions } from './process-adt'
import { Workspace } from './workspace'

const options: ProcessOptions = {
  establishment: '220000020',
  ownAuthority: { namespace: 'GAM', id: '220000012', type: 'M' },
  now: '2026-03-10T08:00:00.000Z',
  unknownPatients: 'create',
  olderIdentity: 'apply',
}
const key = (value: string) => `${value}^GAM&220000012`

/** Applies messages one after the other, as one service would. */
function play(...messages: string[]) {
  const workspace = new Workspace([])
  const said = messages.map((text) => processAdt(workspace, readAdt(Hl7Message.parse(text)), options))
  return {
    workspace,
    patient: (value = '000003'): Patient => workspace.byIpp(key(value))!,
    findings: said.at(-1)!.findings.map((one) => `${one.severity} ${one.location} ${one.code}`),
    last: said.at(-1)!,
  }
}

describe('identity received by PAM', () => {
  it('is created provisional without INS, then qualified by an update that carries one', () => {
    const { patient } = play(a28({ ins: null, reliability: 'PROV' }))
    expect(patient()).toMatchObject({
      status: 'PROVISOIRE',
      traits: { birthName: 'PAT-TROIS' },
      ipps: [{ value: '000003' }],
    })
    const after = play(a28({ ins: null, reliability: 'PROV' }), a31()).patient()
    expect(after).toMatchObject({
      status: 'QUALIFIEE',
      ins: { matricule: MATRICULE, oid: '1.2.250.1.213.1.4.10' },
      insHistory: [{ from: options.now }],
    })
    expect(after.history.map((entry) => entry.what)).toEqual([
      'Identité créée à la réception d’un message A28 de GAM.',
      'Identité provisoire → Identité qualifiée.',
      'INS attribuée.',
    ])
  })

  it('is validated, without INS, when sent as validated without one', () => {
    expect(play(a28({ ins: null })).patient()).toMatchObject({ status: 'VALIDEE' })
    expect(play(a28({ ins: null })).patient().ins).toBeUndefined()
  })

  it('writes names as the RNIV does, but never those that come with an INS', () => {
    const names = 'Réault^Élise^Élise^^^^L'
    expect(play(a28({ ins: null, names })).patient().traits).toMatchObject({
      birthName: 'REAULT',
      firstBirthGivenName: 'ELISE',
    })
    expect(play(a28({ names })).patient().traits.birthName).toBe('Réault')
  })

  it('keeps what an update does not name and removes what it deletes', () => {
    const married = a28({ names: 'PAT-TROIS^DOMINIQUE^DOMINIQUE^^^^L~DUPONT^DOMI^^^^^D' })
    expect(play(married, a31()).patient().traits).toMatchObject({ usedName: 'DUPONT', usedGivenName: 'DOMI' })
    const without = play(married, a31({ names: 'PAT-TROIS^DOMINIQUE^DOMINIQUE^^^^L~""^^^^^^D' })).patient().traits
    expect('usedName' in without).toBe(false)
    expect(without.usedGivenName).toBe('DOMI')
  })

  it('keeps the INS when a validated update leaves it out, and loses it when the update is provisional', () => {
    expect(play(a28(), a31({ ins: null })).patient()).toMatchObject({
      status: 'QUALIFIEE',
      ins: { matricule: MATRICULE },
    })
    const demoted = play(a28(), a31({ ins: null, reliability: 'PROV' })).patient()
    expect(demoted.status).toBe('PROVISOIRE')
    expect(demoted.ins).toBeUndefined()
    expect(demoted.insHistory[0]?.until).toBe(options.now)
  })

  it('loses the INS when a strict trait changes without it', () => {
    const { patient, findings } = play(a28(), a31({ ins: null, birth: '19790329' }))
    expect(patient()).toMatchObject({ status: 'VALIDEE', traits: { birthDate: '1979-03-29' } })
    expect(patient().ins).toBeUndefined()
    expect(findings).toEqual(['W PID 0'])
  })

  it.each(['DOUT', 'FICT'])('an identity that becomes %s is provisional again, for good', (code) => {
    const { patient } = play(a28(), a31({ reliability: `VALI~${code}` }))
    expect(patient()).toMatchObject({ status: 'PROVISOIRE' })
    expect(patient().sources.filter((one) => one.active && (one.ins || one.proof))).toEqual([])
  })

  it('removes every INS on A47, and replaces it when A47 carries a new one', () => {
    const removed = play(a28(), a47(insId(MATRICULE), { ins: '""', reliability: 'PROV' })).patient()
    expect(removed).toMatchObject({ status: 'PROVISOIRE', insHistory: [{ until: options.now }] })
    expect(removed.ins).toBeUndefined()
    const replaced = play(a28(), a47(insId(MATRICULE), { ins: OTHER_MATRICULE })).patient()
    expect(replaced.ins?.matricule).toBe(OTHER_MATRICULE)
    expect(replaced.insHistory.map((one) => [one.ins.matricule, one.until !== undefined])).toEqual([
      [MATRICULE, true],
      [OTHER_MATRICULE, false],
    ])
  })

  it('an INS stays where it is when another record claims it', () => {
    const { patient, findings } = play(a28(), a28({ ipp: '000009' }))
    expect(patient('000009')).toMatchObject({ status: 'VALIDEE' })
    expect(patient('000009').ins).toBeUndefined()
    expect(patient('000003').ins).toBeDefined()
    expect(findings).toEqual(['W PID-3 205'])
  })

  it('merges: the eliminated record points to the survivor and gives up its INS', () => {
    const { workspace, patient } = play(a28({ ipp: '000009' }), a28({ ins: null }), a40('000009'))
    expect(patient('000009')._id).toBe(patient('000003')._id)
    expect(patient('000003')).toMatchObject({ status: 'QUALIFIEE', ins: { matricule: MATRICULE } })
    const changed = workspace.changed()
    expect(changed.map((one) => [one.mergedInto !== undefined, one.insKey !== undefined])).toEqual([
      [true, false],
      [false, true],
    ])
    expect(patient('000003').history.at(-1)?.what).toContain('000009) a été fusionné')
  })

  it('a merge of an unknown record, or a change of IPP to that of another record, does nothing wrong', () => {
    expect(play(a28(), a40('777')).findings).toEqual(['W MRG-1 204'])
    const clash = play(a28(), a28({ ipp: '000009', ins: null }), a47(ipp('000009'), { ipp: '000003' }))
    expect(clash.findings).toContain('E MRG-1 205')
    expect(clash.last.patient).toBeUndefined()
  })

  it('a change of IPP keeps the record, which both numbers find', () => {
    const { patient } = play(a28({ ipp: '1' }), a47(ipp('1'), { ipp: '2' }))
    expect(patient('2')._id).toBe(patient('1')._id)
    expect(patient('2').ipps.map((one) => one.value)).toEqual(['2'])
  })

  it('two IPPs of two records in one message are refused', () => {
    expect(play(a28({ ipp: '1' }), a28({ ipp: '2', ins: null }), a31({ ipp: '1', more: [ipp('2')] })).findings).toEqual(
      ['E PID-3 205'],
    )
  })

  it('an identity without birth date is not recorded', () => {
    expect(play(a28({ ins: null, birth: '' })).findings).toEqual(['E PID 101'])
  })

  it('the same identity sent again changes nothing', () => {
    const workspace = new Workspace([play(a28()).patient()])
    processAdt(workspace, readAdt(Hl7Message.parse(a31())), options)
    processAdt(workspace, readAdt(Hl7Message.parse(a31({ recordedAt: '20260311081200' }))), options)
    expect(workspace.changed()).toEqual([])
  })

  it('an older identity is applied with a warning, or left aside where the site prefers', () => {
    const old = a31({ recordedAt: '20250101000000', names: 'ANCIEN^DOMINIQUE^DOMINIQUE^^^^L' })
    expect(play(a28(), old)).toMatchObject({ findings: ['W EVN-2 0', 'W PID 0'] })
    const workspace = new Workspace([])
    for (const text of [a28(), old]) {
      processAdt(workspace, readAdt(Hl7Message.parse(text)), { ...options, olderIdentity: 'skip' })
    }
    expect(workspace.byIpp(key('000003'))?.traits.birthName).toBe('PAT-TROIS')
  })

  it('an update of a patient never seen creates it, or is refused where the site prefers', () => {
    expect(play(a31()).patient().status).toBe('QUALIFIEE')
    const refused = processAdt(new Workspace([]), readAdt(Hl7Message.parse(a31())), {
      ...options,
      unknownPatients: 'reject',
    })
    expect(refused.findings).toMatchObject([{ severity: 'E', code: '204' }])
  })

  it('contact points and general practitioner follow', () => {
    expect(play(a01()).patient()).toMatchObject({
      address: { lines: ['28 AV DE BRETEUIL'], city: 'PARIS', postalCode: '75007' },
      telecoms: [{ system: 'tel', value: '0600000000' }],
      generalPractitioner: { idNat: '810100000012', family: 'TANGUY', given: 'PAUL' },
    })
    expect(play(a01(), a31()).patient().generalPractitioner).toBeDefined()
  })

  it('a proof made here survives the messages, until they contradict it', () => {
    const known = play(a28({ ins: null, reliability: 'PROV' })).patient()
    const proof = { type: 'CN', label: 'Carte nationale d’identité', highConfidence: true }
    const source = {
      id: 's',
      mode: 'MANUAL' as const,
      traits: known.traits,
      proof,
      author: 'X',
      at: options.now,
      active: true,
    }
    const proven: Patient = { ...known, status: 'VALIDEE', sources: [...known.sources, source] }
    const receive = (text: string) => {
      const workspace = new Workspace([proven])
      processAdt(workspace, readAdt(Hl7Message.parse(text)), options)
      return workspace.byIpp(key('000003'))!
    }
    expect(receive(a31({ ins: null, reliability: 'PROV' })).status).toBe('VALIDEE')
    expect(receive(a31({ ins: null, reliability: 'PROV', sex: 'M' })).status).toBe('PROVISOIRE')
  })
})
