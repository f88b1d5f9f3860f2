/** What the bench sends into the till's page. Each function is whole in itself: it travels alone. */

/** Milliseconds. */
export interface Timings {
  /** From the scanner's Enter to the frame that shows the line. */
  scans: number[]
  /** From the press on "done" to the end of the strict write. */
  pays: number[]
  /** From the opening of the page to goods that can be pressed. */
  shelfAtMs: number
}

/** Runs before the page: notes when a line is shown, when a sale is on the disk, when goods are there. */
export function watchTimes(): void {
  const times: Timings = { scans: [], pays: [], shelfAtMs: 0 }
  Reflect.set(window, 'benchTimes', times)
  let scannedAt = 0
  let paidAt = 0
  /** What the cart shows: lines, and how many of each. */
  const cartText = () => document.querySelector('.cart-lines')?.textContent ?? ''
  let before = ''
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Enter' || document.querySelector('[role=dialog]')) return
      scannedAt = event.timeStamp
      before = cartText()
    },
    { capture: true },
  )
  window.addEventListener(
    'click',
    (event) => {
      const button = event.target instanceof Element ? event.target.closest('button') : null
      if (button && /完成/.test(button.textContent ?? '')) paidAt = event.timeStamp
    },
    { capture: true },
  )
  const transaction = IDBDatabase.prototype.transaction
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    const made: IDBTransaction = Reflect.apply(transaction, this, [stores, mode, options])
    if (mode === 'readwrite' && options?.durability === 'strict') {
      made.addEventListener('complete', () => {
        if (paidAt > 0) times.pays.push(performance.now() - paidAt)
        paidAt = 0
      })
    }
    return made
  }
  const look = () => {
    if (times.shelfAtMs === 0 && document.querySelector('.till-shelf button')) {
      times.shelfAtMs = performance.now()
    }
    if (scannedAt > 0 && cartText() !== before) {
      const at = scannedAt
      scannedAt = 0
      // The frame after this callback is the one with the line on the screen.
      requestAnimationFrame(() => times.scans.push(performance.now() - at))
    }
  }
  new MutationObserver(look).observe(document, {
    childList: true,
    subtree: true,
    characterData: true,
  })
}

/** How many scans have been shown so far. */
export const countFrames = (): number => Reflect.get(window, 'benchTimes').scans.length
