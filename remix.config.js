// @ts-check

/**
 * Every Remix option of Tillage. Remix's Vite plugin does not read this file by itself;
 * `vite.config.ts` passes it on, so that there is one place to look.
 *
 * @satisfies {import('@remix-run/dev').VitePluginConfig}
 */
const remixConfig = {
  appDirectory: 'app',
  buildDirectory: 'build',
  serverModuleFormat: /** @type {const} */ ('esm'),
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_lazyRouteDiscovery: true,
    v3_singleFetch: true,
    v3_routeConfig: true,
  },
}

export default remixConfig
