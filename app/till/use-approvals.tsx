import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react'
import type { ApprovalKind, TillRules } from '#modules/pos/shared.ts'
import type { ApprovalRequest, Approvals } from './approval.tsx'
import type { WorkingTill } from './working-till.ts'

const ApprovalDialog = lazy(() => import('./approval-dialog.tsx'))

/** Whether the shop's rules ask somebody in charge for this at all. */
export function isAskedFor(
  rules: TillRules,
  { kind, amountMinor = 0 }: { kind: ApprovalKind; amountMinor?: number },
): boolean {
  switch (kind) {
    case 'refund':
      return amountMinor > rules.refundApprovalMinor
    case 'cash':
      return amountMinor > rules.cashOutApprovalMinor
    case 'price':
      return rules.priceNeedsApproval
    case 'drawer':
      return rules.drawerNeedsApproval
    // Whoever asks has compared the share, or the customer's limit, already.
    case 'discount':
    case 'tab_limit':
      return true
  }
}

/** The way to somebody in charge, and the dialog that asks them. */
export function useApprovals(till: WorkingTill): { approvals: Approvals; dialog: ReactNode } {
  const [asked, setAsked] = useState<{
    request: ApprovalRequest
    answer: (approvedById: string | undefined) => void
  }>()
  const approvals = useMemo<Approvals>(
    () => ({
      ask: (request) => {
        const { person, rules } = till.state().snapshot
        if (person.isManager || !isAskedFor(rules, request)) {
          return Promise.resolve({ approvedById: person.id })
        }
        return new Promise((resolve) =>
          setAsked({
            request,
            answer: (approvedById) => {
              setAsked(undefined)
              resolve(approvedById === undefined ? undefined : { approvedById })
            },
          }),
        )
      },
    }),
    [till],
  )
  const dialog = asked && (
    <Suspense>
      <ApprovalDialog till={till} request={asked.request} onAnswer={asked.answer} />
    </Suspense>
  )
  return { approvals, dialog }
}
