/// <reference types="vite/client" />
import '@remix-run/server-runtime'

declare module '@remix-run/server-runtime' {
  // Without this the types of useLoaderData and useFetcher still describe the old JSON transport.
  interface Future {
    v3_singleFetch: true
  }
}
