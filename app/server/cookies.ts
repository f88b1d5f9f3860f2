/** The value of a cookie as the browser sent it, or undefined. */
export function cookieOf(request: Request, name: string): string | undefined {
  const prefix = `${name}=`
  return (request.headers.get('cookie') ?? '')
    .split(';')
    .map((each) => each.trim())
    .find((each) => each.startsWith(prefix))
    ?.slice(prefix.length)
}
