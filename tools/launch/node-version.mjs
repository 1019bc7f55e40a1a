import { fail } from './say.mjs'

/** The oldest Node that the dependencies run on. */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  fail(
    `Anamnèse demande Node 20.19 ou plus récent ; celui-ci est ${process.versions.node}. Installer Node 24 (nodejs.org).`,
  )
}
