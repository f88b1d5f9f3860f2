import './strict-policy.ts'
import '#app/components/components.css'
import '#app/components/receipt-view.css'
import './till-screens.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { TillApp } from './till-app.tsx'

const root = document.getElementById('till')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <TillApp />
    </StrictMode>,
  )
}
