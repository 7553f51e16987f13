/** A JSON value, never changed after it was made. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
