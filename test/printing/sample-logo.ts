import { createCanvas } from '@napi-rs/canvas'
import { logoFromPicture } from '#modules/printing/index.ts'
import type { Bitmap } from '#modules/printing/shared.ts'

/** A drawing of two hills and a sun, as a shop may have it above its name. */
export function sampleLogo(): Bitmap {
  const canvas = createCanvas(400, 200)
  const context = canvas.getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, 400, 200)
  context.fillStyle = '#000'
  context.beginPath()
  context.moveTo(20, 180)
  context.lineTo(150, 50)
  context.lineTo(215, 115)
  context.lineTo(265, 80)
  context.lineTo(380, 180)
  context.fill()
  context.beginPath()
  context.arc(300, 46, 26, 0, 2 * Math.PI)
  context.fill()
  return logoFromPicture(canvas)
}
