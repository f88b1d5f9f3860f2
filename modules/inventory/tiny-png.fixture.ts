import { createCanvas } from '@napi-rs/canvas'

/** A picture of one colour, for tests: wide and high in pixels. */
export function tinyPng(width = 8, height = 6): Buffer {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = '#1e4d3b'
  context.fillRect(0, 0, width, height)
  return canvas.toBuffer('image/png')
}
