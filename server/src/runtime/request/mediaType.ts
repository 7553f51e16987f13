/**
 * What kind of file some bytes are, told from their beginning. The names are those the official runtime sends, which are not
 * always the registered ones (`audio/x-wav`).
 */

interface Signature {
  readonly type: string;
  /** Each at its offset; bytes as text, one character for each. */
  readonly at: readonly (readonly [offset: number, bytes: string])[];
}

const one = (type: string, bytes: string, offset = 0): Signature => ({ type, at: [[offset, bytes]] });
const two = (type: string, first: string, offset: number, second: string): Signature => ({
  type,
  at: [
    [0, first],
    [offset, second],
  ],
});
/** The brand of an ISO media file stands at byte 8, after `ftyp`. */
const branded = (type: string, ...brands: readonly string[]): readonly Signature[] =>
  brands.map((brand) => one(type, `ftyp${brand}`, 4));

/** In this order: the first that fits is the type. */
const SIGNATURES: readonly Signature[] = [
  one('image/jpeg', '\xff\xd8\xff'),
  two('image/jp2', '\0\0\0\x0cjP  \r\n\x87\n\0', 20, 'jp2 '),
  one('image/png', '\x89PNG'),
  one('image/gif', 'GIF'),
  two('image/webp', 'RIFF', 8, 'WEBP'),
  two('image/x-canon-cr2', 'II*\0', 8, 'CR\x02'),
  one('image/tiff', 'II*\0'),
  one('image/tiff', 'MM\0*'),
  one('image/bmp', 'BM'),
  one('image/vnd.ms-photo', 'II\xbc'),
  one('image/vnd.adobe.photoshop', '8BPS'),
  one('image/vnd.microsoft.icon', '\0\0\x01\0'),
  ...branded('image/heif', 'heic', 'heix', 'mif1', 'msf1'),
  ...branded('image/avif', 'avif', 'avis'),
  one('image/jxl', '\xff\x0a'),
  one('image/jxl', '\0\0\0\x0cJXL \r\n\x87\n'),
  ...branded('video/x-m4v', 'M4V'),
  two('video/x-matroska', '\x1aE\xdf\xa3', 31, 'matroska'),
  two('video/x-matroska', '\x1aE\xdf\xa3', 24, 'matroska'),
  one('video/webm', '\x1aE\xdf\xa3'),
  ...branded('video/quicktime', 'qt  '),
  one('video/quicktime', 'moov', 4),
  two('video/x-msvideo', 'RIFF', 8, 'AVI'),
  one('video/x-ms-wmv', '\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9'),
  ...[...'\xb0\xb1\xb2\xb3\xb4\xb5\xb6\xb7\xb8\xb9\xba\xbb\xbc\xbd\xbe\xbf'].map((last) =>
    one('video/mpeg', `\0\0\x01${last}`),
  ),
  one('video/x-flv', 'FLV\x01'),
  ...branded('audio/m4a', 'M4A'),
  ...branded(
    'video/mp4',
    ...'isom iso2 iso4 iso5 iso6 mp41 mp42 avc1 dash mmp4 MSNV NDSC NDSH NDSM NDSP NDSS NDXC'.split(' '),
  ),
  ...branded('video/mp4', 'NDXH', 'NDXM', 'NDXP', 'NDXS', 'F4V ', 'F4P '),
  one('audio/midi', 'MThd'),
  one('audio/mpeg', 'ID3'),
  one('audio/mpeg', '\xff\xfb'),
  one('audio/mpeg', '\xff\xf3'),
  one('audio/mpeg', '\xff\xf2'),
  one('audio/m4a', 'M4A '),
  one('audio/ogg', 'OggS'),
  one('audio/x-flac', 'fLaC'),
  two('audio/x-wav', 'RIFF', 8, 'WAVE'),
  one('audio/amr', '#!AMR\n'),
  one('audio/aac', '\xff\xf1'),
  one('audio/aac', '\xff\xf9'),
  two('audio/x-aiff', 'FORM', 8, 'AIFF'),
  two('audio/x-aiff', 'FORM', 8, 'AIFC'),
  one('audio/x-dsf', 'DSD '),
  one('audio/x-ape', 'MAC '),
  one('application/pdf', '%PDF'),
  one('application/zip', 'PK\x03\x04'),
  one('application/gzip', '\x1f\x8b'),
];

/** The type of a file, from its first bytes; undefined when they are of no kind we know. */
export function sniffedType(bytes: Uint8Array): string | undefined {
  return SIGNATURES.find(({ at }) => at.every(([offset, wanted]) => matches(bytes, offset, wanted)))?.type;
}

function matches(bytes: Uint8Array, offset: number, wanted: string): boolean {
  if (bytes.length < offset + wanted.length) return false;
  for (let i = 0; i < wanted.length; i++) {
    if (wanted.charCodeAt(i) !== bytes[offset + i]) return false;
  }
  return true;
}

/** What providers want to know of a type: all of it, its format, its subtype, or the extension of a file's name. */
export type TypeAspect = 'type' | 'format' | 'subtype' | 'extension';

const EXTENSIONS: Readonly<Record<string, string>> = {
  mpeg: 'mp3',
  mp4: 'm4a',
  'x-m4a': 'm4a',
  'x-wav': 'wav',
  wave: 'wav',
  'vnd.wave': 'wav',
  'x-flac': 'flac',
};

/**
 * Of `audio/x-wav`, for a medium of the kind `audio`: the format `x-wav` (the whole type for a medium of another kind), the
 * subtype `x-wav`, the extension `wav`.
 */
export function typeAspect(type: string, kind: string, aspect: TypeAspect): string {
  const subtype = type.slice(type.indexOf('/') + 1);
  switch (aspect) {
    case 'type':
      return type;
    case 'format':
      return type.startsWith(`${kind}/`) ? subtype : type;
    case 'subtype':
      return subtype;
    case 'extension': {
      const bare = subtype.replace(/;.*/s, '').trim().toLowerCase();
      return EXTENSIONS[bare] ?? bare;
    }
  }
}
