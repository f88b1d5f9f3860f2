import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { denyImports } from 'vite-env-only'
import { appShell } from '../shell/plugin.ts'

/**
 * The till is a client app of its own, so that it opens without asking the server for a page.
 * Everything stands in files (no inline script, no data: address), as its security policy demands.
 */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/till/',
  // The pictograms in public/ are served by the server, once for office and till.
  publicDir: false,
  plugins: [
    // No server code may reach a browser: a module shows browsers its `shared.ts` and nothing else.
    denyImports({
      client: { files: [/\/modules\/(?!\w+\/shared(-[\w-]+)?\.ts$)/, /\.server\.tsx?$/] },
    }),
    react(),
    appShell({
      app: 'till',
      beside: ['pictograms', 'icons', 'till', 'voices'],
      heaviestStart: 150_000,
    }),
  ],
  build: {
    target: 'es2022',
    outDir: '../../build/till',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      // The till, and what its customer sees in a second window.
      input: {
        index: fileURLToPath(new URL('index.html', import.meta.url)),
        display: fileURLToPath(new URL('display.html', import.meta.url)),
      },
      treeshake: {
        // A module's door only defines things; a file behind it that nothing is used of stays out.
        moduleSideEffects: (id) => !/\/modules\/\w+\/shared[\w-]*\.ts$/.test(id),
      },
    },
  },
  esbuild: { legalComments: 'none' },
  server: { fs: { allow: ['../..'] } },
})
