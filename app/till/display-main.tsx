import '#app/components/components.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { DisplayWindow } from './display-window.tsx'

const root = document.getElementById('customer')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <DisplayWindow />
    </StrictMode>,
  )
}
