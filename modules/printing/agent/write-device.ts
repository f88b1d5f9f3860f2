import { open } from 'node:fs/promises'
import { NotTaken } from '../write-tcp.ts'

/**
 * Writes bytes to a printer that is a file of this machine: `/dev/usb/lp0`, a serial line, or a
 * printer that Windows shares (`\\localhost\receipts`).
 *
 * @throws NotTaken
 */
export async function writeDevice(bytes: Uint8Array, devicePath: string): Promise<void> {
  const file = await open(devicePath, 'a').catch(() => {
    throw new NotTaken(false)
  })
  let written = 0
  try {
    while (written < bytes.length) {
      const { bytesWritten } = await file.write(bytes, written, bytes.length - written)
      written += bytesWritten
    }
  } catch {
    throw new NotTaken(written > 0)
  } finally {
    await file.close().catch(() => undefined)
  }
}
