import {
  convertCssVariables,
  type CSSVariablesResolver,
  createTheme,
  defaultCssVariablesResolver,
  type MantineColorsTuple,
  mergeMantineTheme,
  DEFAULT_THEME,
} from '@mantine/core'

const lagoon: MantineColorsTuple = [
  '#e9f6f9',
  '#d3eaf0',
  '#a8d5e0',
  '#78bdce',
  '#50a7bd',
  '#3596ae',
  '#1f839c',
  '#0f6d86',
  '#0b5a6f',
  '#06495b',
]

/**
 * Locking the scroll of the page would write a <style> element, which the content security policy refuses. The title bar of a dialog
 * is not the banner of the page.
 */
const dialog = {
  lockScroll: false,
  attributes: { header: { role: 'presentation' } },
  closeButtonProps: { 'aria-label': 'Fermer' },
}

/** One set of tokens for every screen: dense, quiet, and contrasts of 4.5 at least in both schemes (WCAG 2.2 AA). */
export const theme = createTheme({
  primaryColor: 'lagoon',
  primaryShade: { light: 8, dark: 7 },
  colors: { lagoon },
  fontFamily: 'system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  spacing: { xs: '0.375rem', sm: '0.5rem', md: '0.75rem', lg: '1rem', xl: '1.5rem' },
  defaultRadius: 'sm',
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.3' },
      h2: { fontSize: '0.9375rem', lineHeight: '1.4' },
      h3: { fontSize: '0.875rem', lineHeight: '1.4' },
    },
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Modal: { defaultProps: { ...dialog } },
    Drawer: { defaultProps: { ...dialog } },
    Button: { defaultProps: { size: 'xs' } },
    TextInput: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    Select: { defaultProps: { size: 'xs' } },
    Autocomplete: { defaultProps: { size: 'xs' } },
    // In the flow of the page, so that what is found stays inside its landmark.
    Combobox: { defaultProps: { withinPortal: false } },
    Menu: { defaultProps: { withinPortal: false, withInitialFocusPlaceholder: false } },
    DateInput: { defaultProps: { size: 'xs' } },
    NativeSelect: { defaultProps: { size: 'xs' } },
    TagsInput: { defaultProps: { size: 'xs' } },
    Switch: { defaultProps: { size: 'xs' } },
    Checkbox: { defaultProps: { size: 'xs' } },
    ActionIcon: { defaultProps: { size: 'md', variant: 'subtle' } },
    Text: { defaultProps: { size: 'sm' } },
    // Underlined: inside a sentence the colour alone would not tell a link.
    Anchor: { defaultProps: { size: 'sm', underline: 'always' } },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Fermer' } } },
    Badge: { defaultProps: { size: 'md', variant: 'light' } },
    Table: { defaultProps: { fz: 'sm', verticalSpacing: 4, horizontalSpacing: 'sm' } },
  },
})

const shades: readonly string[] = ['gray', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'grape', 'lagoon']

const filledOrange = { '--mantine-color-orange-filled': '#b33c0c', '--mantine-color-orange-filled-hover': '#96330a' }

/** Where Mantine's own tokens are too pale to be read: secondary text, placeholders, borders of fields, coloured words. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#56606a',
    '--mantine-color-placeholder': '#666f78',
    '--mantine-color-error': '#b42318',
    '--mantine-color-default-border': '#c3cad1',
    '--app-surface': '#f4f6f8',
    '--app-panel': '#ffffff',
    '--app-line': '#dde2e7',
    ...filledOrange,
    '--mantine-color-green-light-color': '#1c6429',
    '--mantine-color-teal-light-color': '#066347',
    '--mantine-color-orange-light-color': '#96330a',
    '--mantine-color-yellow-light-color': '#7d4a00',
    '--mantine-color-red-light-color': '#9b1c1c',
    ...Object.fromEntries(shades.map((color) => [`--mantine-color-${color}-text`, `var(--mantine-color-${color}-9)`])),
  },
  dark: {
    ...filledOrange,
    '--mantine-color-dimmed': '#a6adb4',
    '--mantine-color-placeholder': '#a0a7ae',
    '--mantine-color-error': '#ff9b93',
    '--app-surface': '#1a1c1e',
    '--app-panel': '#232629',
    '--app-line': '#3a3f44',
    ...Object.fromEntries(shades.map((color) => [`--mantine-color-${color}-text`, `var(--mantine-color-${color}-3)`])),
  },
})

/** The custom properties of the theme as a stylesheet: what MantineProvider would write at run time. */
export function themeCss(): string {
  const whole = mergeMantineTheme(DEFAULT_THEME, theme)
  const base = defaultCssVariablesResolver(whole)
  const own = cssVariables(whole)
  return convertCssVariables({
    variables: { ...base.variables, ...own.variables },
    light: { ...base.light, ...own.light },
    dark: { ...base.dark, ...own.dark },
  })
}
