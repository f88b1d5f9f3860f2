import '#app/components/tokens.css'
import '#app/components/base.css'
import '#app/components/controls.css'
import '#app/components/fields.css'
import '#app/components/frames.css'
import '#app/components/overlays.css'
import '#app/components/data.css'
import './count.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { keepShell } from '#app/shell/shell.ts'
import { CountApp } from './count-app.tsx'

const root = document.getElementById('count')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <CountApp />
    </StrictMode>,
  )
}

keepShell('count').catch(console.error)
