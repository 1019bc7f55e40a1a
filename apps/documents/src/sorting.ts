/** The sort of a list, by the columns that it offers; an unknown column is refused by falling back on the usual order. */
export function sortOf(
  columns: Readonly<Record<string, string>>,
  asked: string | undefined,
  usual: string,
): Record<string, 1 | -1> {
  const known = asked !== undefined && columns[asked.replace(/^-/, '')] !== undefined ? asked : usual
  const column = columns[known.replace(/^-/, '')] ?? known.replace(/^-/, '')
  // The identifier comes last: two pages never show the same line twice.
  return { [column]: known.startsWith('-') ? -1 : 1, _id: 1 }
}
