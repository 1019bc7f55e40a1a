import { useEffect, useState } from 'react'
import { otherWriter, type WrittenLetter } from './editor'

export interface OtherWriter {
  /** who is writing now, unless the person took the letter over */
  name: string | undefined
  takeOver: () => void
}

/** Sees who else writes this letter, until they have stopped or the person takes it over. */
export function useOtherWriter(letter: WrittenLetter, me: string): OtherWriter {
  const [now, setNow] = useState(() => Date.now())
  const [ignored, setIgnored] = useState<string>()
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(Date.now())
    }, 10_000)
    return () => {
      clearInterval(timer)
    }
  }, [])
  const name = otherWriter(letter, me, now)
  return {
    name: name === ignored ? undefined : name,
    takeOver: () => {
      setIgnored(name)
    },
  }
}
