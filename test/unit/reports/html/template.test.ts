import fc from 'fast-check'
import { expect, it } from 'vitest'
import { html, trusted } from '../../../../main/reports/html/template.ts'

it('escapes what is put into it, in text and in attributes', () => {
  expect(html`<p title="${'"><script>'}">${"a & 'b'"}</p>`.text).toBe(
    '<p title="&quot;&gt;&lt;script&gt;">a &amp; &#39;b&#39;</p>',
  )
})

it('puts templates into templates, joins lists and leaves out what is not there', () => {
  const items = ['a', 'b'].map((one) => html`<li>${one}</li>`)
  expect(html`<p>${items}${undefined}${false}${0}</p>`.text).toBe('<p><li>a</li><li>b</li>0</p>')
  expect(html`${trusted('<br>')}`.text).toBe('<br>')
})

it('leaves out the indentation of the template, not that of what is put into it', () => {
  const text = 'a\n  b />'
  expect(
    html`<div>
      <p>${text}</p>
    </div>`.text,
  ).toBe('<div>\n<p>a\n  b /&gt;</p>\n</div>')
  expect(html`<br />`.text).toBe('<br>')
})

it('never lets a text open a tag or leave an attribute', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', 'a', '$') }), (text) => {
      expect(html`${text}`.text).not.toMatch(/[<>"']/)
    }),
  )
})
