import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { themeCss } from './src/app/theme.ts'

/**
 * The tokens of the theme become a file at build time: Mantine would otherwise write them in a <style> element,
 * which the content security policy (`style-src 'self'`) refuses.
 */
function themeStylesheet(): Plugin {
  const name = 'virtual:theme.css'
  return {
    name: 'anamnese-theme',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load: (id) => (id === `\0${name}` ? themeCss() : undefined),
  }
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), themeStylesheet()],
  resolve: { conditions: ['@anamnese/source', 'module', 'browser', 'development|production'] },
  build: {
    outDir: 'dist',
    target: 'es2022',
    sourcemap: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
  },
  server: { proxy: { '/api': gateway(), '/auth': gateway() } },
})

/** The gateway that the development server speaks to. */
function gateway(): string {
  return process.env['ANAMNESE_GATEWAY'] ?? 'http://localhost:3000'
}
