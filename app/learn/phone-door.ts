import './phone/phone.css'

export { ComeBackScreen } from './phone/come-back-screen.tsx'
export { InvitationScreen } from './phone/invitation-screen.tsx'
export { MyPhoneScreen } from './phone/my-phone-screen.tsx'
export { ProtectScreen } from './phone/protect-screen.tsx'
