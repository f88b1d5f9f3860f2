import { Tab, TabList, TabPanel, TabProvider } from '@ariakit/react/tab'
import type { ReactNode } from 'react'

export interface TabsProps {
  /** What the tabs divide. */
  label: string
  tabs: readonly { id: string; label: string; content: ReactNode }[]
  current: string
  onChange: (id: string) => void
}

/** Views of one thing, one at a time. Only the current panel is in the page. */
export function Tabs({ label, tabs, current, onChange }: TabsProps) {
  const shown = tabs.find((tab) => tab.id === current)
  return (
    <TabProvider selectedId={current} setSelectedId={(id) => id && onChange(id)}>
      <TabList className="tab-list" aria-label={label}>
        {tabs.map((tab) => (
          <Tab key={tab.id} id={tab.id} className="segment">
            {tab.label}
          </Tab>
        ))}
      </TabList>
      {shown && (
        <TabPanel key={shown.id} tabId={shown.id} className="tab-panel">
          {shown.content}
        </TabPanel>
      )}
    </TabProvider>
  )
}
