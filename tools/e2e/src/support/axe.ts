import fs from 'node:fs'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'

const source = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds against the page, one line per element; empty when it finds nothing. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(source)
  const results = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run: (context: unknown, options: RunOptions) => Promise<AxeResults> }
    }
    // The PDF viewer of the browser is not ours.
    return axe.run({ exclude: ['iframe'] }, { resultTypes: ['violations'] })
  })
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(
      (node) => `${id}: ${node.html.slice(0, 200)} ${node.failureSummary?.replace(/\s+/g, ' ').slice(0, 200) ?? ''}`,
    ),
  )
}
