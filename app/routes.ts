import { flatRoutes } from '@remix-run/fs-routes'
import type { RouteConfig } from '@remix-run/route-config'

/** Routes are files: the name of a file in `app/routes` is its URL. */
export default flatRoutes() satisfies RouteConfig | Promise<RouteConfig>
