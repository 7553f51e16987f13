// Cuts a text into the pieces in which models send it.

const LONGEST = 6;

/**
 * Pieces of 2 to 6 characters that together are the text (the very last may have one). A blank goes with the word behind
 * it, long words are cut, quotes and commas stick together, digits come by threes at most. No character is ever halved.
 */
export function pieces(text, random) {
  const parts = text.match(/[ ]?\p{L}+|\p{N}{1,3}|\s*\n\s*|[ ]?[^\s\p{L}\p{N}]+|\s+/gu) ?? [];
  const result = [];
  let open = '';
  for (const part of parts) {
    for (const piece of cut([...part], random)) {
      if (size(open) !== 1) {
        if (open) result.push(open);
        open = piece;
      } else if (1 + size(piece) <= LONGEST) {
        // A single character waits for company.
        open += piece;
      } else {
        const characters = [...piece];
        result.push(open + characters.slice(0, 3).join(''));
        open = characters.slice(3).join('');
      }
    }
  }
  if (open) result.push(open);
  return result;
}

/** Parts of at most six characters, none of which is alone. */
function cut(characters, random) {
  const result = [];
  let rest = characters;
  while (rest.length > LONGEST) {
    const longest = Math.min(LONGEST, rest.length - 2);
    const length = 3 + Math.floor(random() * (longest - 2));
    result.push(rest.slice(0, length).join(''));
    rest = rest.slice(length);
  }
  result.push(rest.join(''));
  return result;
}

const size = (text) => [...text].length;
