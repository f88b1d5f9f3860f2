import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { denyImports } from 'vite-env-only'
import { appShell } from '../shell/plugin.ts'

/**
 * What people count with is a client app of its own, like the till: it opens without
 * asking the server for a page, and everything stands in files.
 */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/count/',
  // The drawings in public/ are served by the server.
  publicDir: false,
  plugins: [
    // No server code may reach a browser: a module shows browsers its `shared.ts` and nothing else.
    denyImports({
      client: { files: [/\/modules\/(?!\w+\/shared(-[\w-]+)?\.ts$)/, /\.server\.tsx?$/] },
    }),
    react(),
    appShell({ app: 'count', beside: ['pictograms', 'icons', 'count'], heaviestStart: 120_000 }),
  ],
  build: {
    target: 'es2022',
    outDir: '../../build/count',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: { index: fileURLToPath(new URL('index.html', import.meta.url)) },
      treeshake: {
        // A module's door only defines things; a file behind it that nothing is used of stays out.
        moduleSideEffects: (id) => !/\/modules\/\w+\/shared[\w-]*\.ts$/.test(id),
      },
    },
  },
  esbuild: { legalComments: 'none' },
  server: { fs: { allow: ['../..'] } },
})
