/** The part of the Barcode Detection API used here; browsers without it are not asked. */
export interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>
}
declare global {
  interface Window {
    BarcodeDetector?: new (options: { formats: string[] }) => Detector
  }
}

/** Whether this browser can read a barcode with its camera. */
export const canScanWithCamera = (): boolean =>
  window.BarcodeDetector !== undefined && navigator.mediaDevices !== undefined
