import type { KafkaMessage } from 'kafkajs'
import { groupsOf } from './event-server'

const keys = (text: string): KafkaMessage[] => Array.from(text, (key) => ({ key: Buffer.from(key) }) as KafkaMessage)
const shown = (text: string): string[] =>
  groupsOf(keys(text)).map((group) => group.map((message) => message.key?.toString()).join(''))

test('records are taken together in their order, never two of one aggregate', () => {
  expect(shown('abcadb')).toEqual(['abc', 'adb'])
  expect(shown('aab')).toEqual(['a', 'ab'])
  expect(shown('')).toEqual([])
})

test('no more than a short transaction holds', () => {
  const many = Array.from({ length: 70 }, (_, n) => String.fromCharCode(0x100 + n)).join('')
  expect(shown(many).map((group) => group.length)).toEqual([32, 32, 6])
})
