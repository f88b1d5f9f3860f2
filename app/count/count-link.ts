const TOKEN = /^[0-9a-f-]{36}\.[0-9a-f-]{36}\.[\w-]{43}$/

/**
 * What the shop's code brings: `/count/#join=<token>`. It is taken out of the address at once, where
 * the next person would read it.
 */
export function takeCountLink(): { token: string } | 'none' | 'wrong' {
  const token = new URLSearchParams(location.hash.slice(1)).get('join')
  if (token === null) return 'none'
  history.replaceState(null, '', location.pathname + location.search)
  return TOKEN.test(token) ? { token } : 'wrong'
}
