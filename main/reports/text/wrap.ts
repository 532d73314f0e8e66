/** Broken between words, what follows two columns further in; a word that is too long is cut. */
export function wrapped(line: string, width: number): readonly string[] {
  const plain = line.replaceAll(/[\r\n]+/g, ' ')
  if (plain.length <= width) return [plain]
  const indent = /^ */.exec(plain)?.[0].length ?? 0
  const space = plain.lastIndexOf(' ', width)
  const isBreakable = space > indent
  const at = isBreakable ? space : width
  const rest = plain.slice(isBreakable ? at + 1 : at)
  const further = ' '.repeat(Math.min(indent < 4 ? indent + 2 : indent, Math.floor(width / 2)))
  return [plain.slice(0, at).trimEnd(), ...wrapped(further + rest.trimStart(), width)]
}
