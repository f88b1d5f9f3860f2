import type { ServerBuild } from '@remix-run/node'

type Build = ServerBuild | (() => Promise<ServerBuild>)

/**
 * The routes below `/api/` alone. Remix looks through every route for every request; a thousand
 * phones that finish at once need not be looked up among the office's pages.
 */
export function machineBuild(build: Build): Build {
  return typeof build === 'function' ? async () => onlyMachines(await build()) : onlyMachines(build)
}

/** What stands around them, and the page that says that there is no such page. */
const AROUND = new Set(['root', 'routes/$'])

function onlyMachines(build: ServerBuild): ServerBuild {
  const routes = Object.entries(build.routes).filter(
    ([id]) => AROUND.has(id) || id.startsWith('routes/api.'),
  )
  return { ...build, routes: Object.fromEntries(routes) }
}
