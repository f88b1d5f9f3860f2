import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig } from 'vite'
import { denyImports } from 'vite-env-only'
import remixConfig from './remix.config.js'

/** The back office. The till is a client app of its own: see `app/till/vite.config.ts`. */
export default defineConfig({
  plugins: [
    // No server code may reach a browser: a module shows browsers its `shared.ts` and nothing else.
    denyImports({
      client: { files: [/(^|\/)modules\/(?!\w+\/shared(-[\w-]+)?\.ts$)/, /\.server\.tsx?$/] },
    }),
    remix(remixConfig),
  ],
  build: {
    target: 'es2022',
    rollupOptions: {
      treeshake: {
        // A browser that needs one pure function of a module's door need not carry its Zod schemas.
        moduleSideEffects: (id) => !/\/modules\/\w+\/shared[\w-]*\.ts$/.test(id),
      },
    },
  },
  // Hashing runs on the server only; its browser face cannot be bundled.
  optimizeDeps: {
    exclude: ['@node-rs/argon2', '@napi-rs/canvas', 'pg', 'graphile-worker', 'escpos'],
  },
  server: { fs: { allow: ['.'] } },
})
