/** A drawing of a course as the address of an image: nothing in it can act or load, whatever it holds. */
export const drawingAddress = (svg: string): string =>
  `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
