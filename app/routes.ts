import type { RouteConfig } from '@remix-run/route-config'
import { flatRoutes } from '@remix-run/fs-routes'

/** Routes are files: the name of a file in `app/routes` is its URL. */
export default flatRoutes() satisfies RouteConfig | Promise<RouteConfig>
