/** A page of a list: `total` counts all matches, `page` starts at 1. */
export interface Page<T> {
  items: T[]
  total: number
  /** there are more matches than `total`: counting stops where nobody pages any more */
  more?: true
  page: number
  size: number
}

/** RFC 9457 problem details; `title` and `detail` are French sentences: what happened, what to do. */
export interface Problem {
  type: string
  title: string
  status: number
  detail?: string
  /** stable code, e.g. `LETTER.CONFLICT` */
  code: string
  correlationId?: string
  /** one line per field that is wrong */
  errors?: { field: string; message: string }[]
  /** what the code promises beside the sentences */
  details?: unknown
}
