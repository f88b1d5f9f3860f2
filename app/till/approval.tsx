import { createContext, type ReactNode, useContext } from 'react'
import type { ApprovalKind } from '#modules/pos/shared.ts'

/** What somebody in charge is asked to agree to. */
export interface ApprovalRequest {
  kind: ApprovalKind
  /** How much money it is about, where it is about money. */
  amountMinor?: number
}

export interface Approvals {
  /**
   * Asks somebody in charge, unless whoever is at the till is in charge themselves.
   * @returns who agreed; undefined when nobody did, and then nothing may happen.
   */
  ask(request: ApprovalRequest): Promise<{ approvedById: string } | undefined>
}

const Context = createContext<Approvals>({ ask: async () => undefined })

export function ApprovalProvider({
  approvals,
  children,
}: {
  approvals: Approvals
  children: ReactNode
}) {
  return <Context.Provider value={approvals}>{children}</Context.Provider>
}

/** The way to somebody in charge. */
export const useApproval = (): Approvals => useContext(Context)
