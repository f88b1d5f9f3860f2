import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { denyImports } from 'vite-env-only'

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
    withoutUnused(),
  ],
  build: {
    target: 'es2022',
    outDir: '../../build/till',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      treeshake: {
        // A module's door only defines things; a file behind it that nothing is used of stays out.
        moduleSideEffects: (id) => !/\/modules\/\w+\/shared[\w-]*\.ts$/.test(id),
      },
    },
  },
  esbuild: { legalComments: 'none' },
  server: { fs: { allow: ['../..'] } },
})

/** The JavaScript a till may weigh is 150 kB; what it can never run is left out of it. */
const UNUSED = [
  // Zod's writer of JSON Schemas: the server writes OpenAPI with it.
  /\/zod\/v4\/core\/(?:to-json-schema|json-schema-processors)\.js$/,
  // Zod's own words about errors, in English; the till has its own.
  /\/zod\/v4\/locales\/en\.js$/,
]

function withoutUnused(): Plugin {
  return {
    name: 'tillage-without-unused',
    enforce: 'pre',
    transform(code, id) {
      if (!UNUSED.some((each) => each.test(id))) return undefined
      const names = [...code.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name]) => name)
      const stubs = names.map((name) => `export const ${name} = () => undefined`)
      if (/^export default/m.test(code)) stubs.push('export default () => ({})')
      return { code: stubs.join('\n'), map: null }
    },
  }
}
