/** What learners who come back with a password or passkey have in common with people who have accounts. */

export { learnersByName, learnersFromAddress } from './limiter.ts'
export { hashPassword, verifyPassword } from './passwords.ts'
export { refuseWeakPassword } from './weak-passwords.ts'
