/** Codes of the characters that mean something in JSON, or in what resembles it. */
export const TAB = 9;
export const NEWLINE = 10;
export const CARRIAGE = 13;
export const SPACE = 32;
export const QUOTE = 34;
export const APOSTROPHE = 39;
export const STAR = 42;
export const COMMA = 44;
export const SLASH = 47;
export const COLON = 58;
export const OPEN_LIST = 91;
export const BACKSLASH = 92;
export const CLOSE_LIST = 93;
export const BACKTICK = 96;
export const OPEN_OBJECT = 123;
export const CLOSE_OBJECT = 125;
