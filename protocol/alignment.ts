/** Where two runs are laid over each other: when they were asked, or when their first text came. */
export const ALIGNMENTS = ['request', 'first token'] as const;
export type Alignment = (typeof ALIGNMENTS)[number];
