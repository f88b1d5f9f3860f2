import '#app/components/components.css'
import '#app/components/receipt-view.css'
import './till-screens.css'
import './hands.css'
import './refund.css'
import './shift.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { keepShell } from '#app/shell/shell.ts'
import { deviceSettings } from './device-settings.ts'
import { steadyTaps } from './steady-taps.ts'
import { TillApp } from './till-app.tsx'

// Before the app listens, so that an echo of a tap never reaches it.
steadyTaps(() => deviceSettings().keys === 'large')

const root = document.getElementById('till')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <TillApp />
    </StrictMode>,
  )
}

keepShell('till').catch(console.error)
