/** Halves of the characters that need two UTF-16 code units; the official parser counts such a pair as one. */
export const isSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdfff;
export const isHighSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;
export const isLowSurrogate = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;
