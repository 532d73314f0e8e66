import {
  parseAllDocuments,
  type ParseOptions,
  type DocumentOptions,
  type ScalarTag,
  type SchemaOptions,
  type Tags,
} from 'yaml'

/**
 * Scalars as kubectl reads them: YAML 1.1 as go-yaml has it, which is neither all of YAML 1.1 (a date stays text, there are no base-60
 * numbers) nor YAML 1.2. Source: goyaml.v2/resolve.go of sigs.k8s.io/yaml, which kubectl reads files with.
 */
const scalars: ScalarTag[] = [
  scalar('null', /^(?:~|null|Null|NULL|)$/, () => null),
  scalar('bool', /^(?:y|Y|yes|Yes|YES|true|True|TRUE|on|On|ON)$/, () => true),
  scalar('bool', /^(?:n|N|no|No|NO|false|False|FALSE|off|Off|OFF)$/, () => false),
  scalar('int', /^[-+]?0b[01_]+$/i, integer),
  scalar('int', /^[-+]?0x[\da-f_]+$/i, integer),
  scalar('int', /^[-+]?0o?[0-7_]+$/i, integer),
  scalar('int', /^[-+]?(?:0|[1-9][\d_]*)$/, integer),
  scalar('float', /^[-+]?(?:\.\d[\d_]*|\d[\d_]*(?:\.[\d_]*)?)(?:[eE][-+]?\d+)?$/, (text) =>
    Number(text.replaceAll('_', '')),
  ),
  scalar('float', /^[-+]?\.(?:inf|Inf|INF)$/, (text) => (text.startsWith('-') ? -Infinity : Infinity)),
  scalar('float', /^\.(?:nan|NaN|NAN)$/, () => NaN),
]

function scalar(name: string, test: RegExp, resolve: (text: string) => unknown): ScalarTag {
  return { tag: `tag:yaml.org,2002:${name}`, default: true, test, resolve }
}

/** A leading zero is octal, as in C. */
function integer(text: string): number {
  const [, sign, digits = ''] = /^([-+]?)(.*)$/.exec(text.replaceAll('_', '').toLowerCase()) ?? []
  const number = Number(/^0\d/.test(digits) ? `0o${digits.slice(1)}` : digits)
  return sign === '-' ? -number : number
}

const asKubectl: ParseOptions & DocumentOptions & SchemaOptions = {
  schema: 'failsafe',
  merge: true,
  customTags: (tags: Tags) => [...tags, ...scalars],
  // What it warns of is an error here; it is not to print it to the terminal as well.
  logLevel: 'error',
}

/**
 * The documents of a YAML (or JSON) text as kubectl reads them: scalars of YAML 1.1, merge keys (`<<`), anchors.
 * @throws Error that names the document and the line
 */
export function readKubernetesYaml(text: string): readonly unknown[] {
  return parseAllDocuments(text, asKubectl).map((document, index) => {
    // Converting a broken document gives what could be read of it, and an unknown tag gives plain text: both without a word.
    const [error] = [...document.errors, ...document.warnings]
    if (error) throw new Error(`Document ${String(index + 1)}: ${error.message}`, { cause: error })
    return document.toJS() as unknown
  })
}
