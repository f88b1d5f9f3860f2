import { z } from 'zod'

// Zod tries to compile its checks with `new Function`, which the security policy forbids and
// reports. This stands before any check is made.
z.config({ jitless: true })
