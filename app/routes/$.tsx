import { data } from '@remix-run/node'

/** Addresses that no other file answers: a page of ours, in the reader's words, with status 404. */
export function loader() {
  throw data({ code: 'request.no_such_page', data: {} }, { status: 404 })
}

export default function NoSuchPage() {
  return null
}
