/** Hundredths of a percent as people write percents: 1500 is `15`, 1250 is `12.5`. */
export const percentText = (basisPoints: number): string => String(basisPoints / 100)
