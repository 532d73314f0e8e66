import { relative, sep } from 'node:path'

/** `Task['kind']` and `Pick<Task, 'kind'>` name a field, `'kind' in task` and `discriminatedUnion('kind', …)` as well. */
const namesField = ({ parent }) =>
  parent.type === 'TSLiteralType' ||
  (parent.type === 'BinaryExpression' && parent.operator === 'in') ||
  (parent.type === 'CallExpression' && parent.callee.property?.name === 'discriminatedUnion')

/** The name of a runtime, a CNI or a probe, as a string outside of its own folder: whoever asks there asks for a capability. */
export const namesAtHome = {
  meta: { type: 'problem', schema: [{ type: 'object' }] },
  create(context) {
    const file = relative(context.cwd, context.filename).split(sep).join('/')
    const [homes] = context.options
    const check = (node) => {
      const home = Object.hasOwn(homes, node.value) ? homes[node.value] : undefined
      if (!home || home.some((path) => file.startsWith(path))) return
      if (node.value === 'kind' && namesField(node)) return
      context.report({
        node,
        message: `'${node.value}' is a name that only ${home.join(', ')} may know: ask for what it has, or take the id from its object.`,
      })
    }
    const inTemplate = context.sourceCode.parserServices.defineTemplateBodyVisitor
    return inTemplate ? inTemplate({ Literal: check }, { Literal: check }) : { Literal: check }
  },
}
