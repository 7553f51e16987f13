/** Words that cannot be names. Found by asking the official compiler; language reference 5.3. */

/** Never the name of a field. */
export const FIELD_KEYWORDS: ReadonlySet<string> = words(`
  and and_eq any assert asserts async audio await bigint bool box break byte catch chan char char16_t char32_t
  char8_t class compl const consteval constexpr constructor continue crossinline debugger declare defer delegate do
  dyn dynamic elif else enum export extends extern false finally fixed float for foreach func function get global
  go goto image implements import in inline instanceof int internal into keyof lambda lazy let lock long macro
  module move mut namespace native new nil noexcept nonlocal not not_eq null nullptr or or_eq package params pdf
  private protected protocol pub public readonly ref reflexpr register reinterpret_cast requires return sbyte
  sealed select Self self set short sizeof some stackalloc static static_assert static_cast strictfp string struct
  subscript super switch template this thread_local throw throws trait transient transitive true try typealias
  typedef typeof uint ulong union unsafe unsigned unsized use using var video virtual void volatile wchar_t while
  with xor xor_eq yield
`);

/** Not the name of a field when Python code is generated. */
export const PYTHON_KEYWORDS: ReadonlySet<string> = words(`
  and as assert async await break class continue def del elif else except finally for from global if import in is
  lambda None nonlocal not or raise return True try while with yield
`);

function words(list: string): Set<string> {
  return new Set(list.trim().split(/\s+/));
}
