/** Broken between words, what follows two columns further in; a word that is too long is cut. */
export function wrapped(line: string, width: number): readonly string[] {
  const plain = line.replaceAll(/[\r\n]+/g, ' ')
  const lines: string[] = []
  let indent = /^ */.exec(plain)?.[0].length ?? 0
  let at = indent
  while (indent + plain.length - at > width && at < plain.length) {
    const room = Math.max(1, width - indent)
    const space = plain.lastIndexOf(' ', at + room)
    const end = space > at ? space : at + room
    lines.push((' '.repeat(indent) + plain.slice(at, end)).trimEnd())
    at = end
    while (plain[at] === ' ') at += 1
    indent = Math.min(indent < 4 ? indent + 2 : indent, Math.floor(width / 2))
  }
  return at < plain.length || lines.length === 0 ? [...lines, ' '.repeat(indent) + plain.slice(at)] : lines
}
