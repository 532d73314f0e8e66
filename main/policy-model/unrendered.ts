/** A kind of template, by what stands in its text, and how it is made into what kubectl reads. */
interface Template {
  readonly pattern: RegExp
  readonly is: string
  readonly render: string
}

const templates: readonly Template[] = [
  {
    // Actions of Go's text/template as charts have them: {{ .Values.a }}, {{- include "b" . }}, {{ $x }}, {{- end }}.
    pattern: /\{\{-?\s*(?:[.$("]|\/\*|[a-z]\w*\b)[^}]*\}\}/i,
    is: 'a Helm template',
    render: 'Render it first: helm template NAME CHART --show-only templates/FILE',
  },
  { pattern: /\{%-?[^%]*%\}/, is: 'a Jinja template', render: 'Render it first (ansible, jinja2).' },
  { pattern: /<%[=-]?[^%]*%>/, is: 'an ERB template', render: 'Render it first (erb).' },
  { pattern: /^[^#\n]*#@(?![!@])\s*\S/m, is: 'a ytt template', render: 'Render it first: ytt -f FILE' },
  {
    pattern: /\$\{[A-Za-z_]\w*(?::?[-=?+][^}]*)?\}|(?<=:\s*["']?)\$[A-Za-z_]\w*/,
    is: 'a text with variables that were not filled in',
    render: 'Fill them in first: envsubst < FILE',
  },
  {
    pattern: /\$\([A-Za-z_][\w.]*\)/,
    is: 'a kustomization that was not built',
    render: 'Build it first: kubectl kustomize FOLDER',
  },
]

const withoutComments = (yaml: string) => yaml.replaceAll(/^\s*#(?!@).*$/gm, '')

/** What a text is before a tool has made Kubernetes objects of it, if it is that: the place, what it is and how to render it. */
export function unrendered(yaml: string): { readonly message: string; readonly hint: string } | undefined {
  const text = withoutComments(yaml)
  for (const { pattern, is, render } of templates) {
    const [found] = pattern.exec(text) ?? []
    if (found !== undefined) return { message: `this is ${is}: it has ${shortened(found.trim())}.`, hint: render }
  }
  return undefined
}

const shortened = (text: string) => (text.length > 60 ? `${text.slice(0, 59)}…` : text)
