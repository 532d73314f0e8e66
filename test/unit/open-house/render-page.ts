import { createPinia } from 'pinia'
import { createSSRApp, h, type Component } from 'vue'
import { renderToString } from 'vue/server-renderer'

/** A component of the page as the HTML that it comes to. */
export const renderPage = (component: Component, props: Readonly<Record<string, unknown>>): Promise<string> =>
  renderToString(createSSRApp({ render: () => h(component, props) }).use(createPinia()))
