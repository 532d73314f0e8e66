import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { bridgeWire } from './composables/bridge-wire.ts'
import { socketUrl, socketWire } from './composables/socket-wire.ts'
import { tellError } from './composables/tell-error.ts'
import { useTheme } from './composables/use-theme.ts'
import { loadAllViews, router } from './router.ts'
import { useConnection } from './stores/connection.ts'
import './styles/tokens.css'
import './styles/base.css'
import './styles/kit.css'

useTheme()
const app = createApp(App).use(createPinia()).use(router)
const connection = useConnection()
const { labBridge } = window
connection.attachedTo = labBridge?.shell.attachedTo ?? null
connection.start(labBridge ? bridgeWire(labBridge) : socketWire(socketUrl(location), './'))
app.config.errorHandler = (thrown) => {
  tellError(thrown)
}
router.onError((thrown) => {
  tellError(thrown, 'Cannot open this view')
})
globalThis.addEventListener('unhandledrejection', ({ reason }) => {
  tellError(reason)
})
app.mount('#app')
// What is clicked next is then there. Not before the lab is: the first view comes first.
connection.onEachConnection(() => setTimeout(() => void loadAllViews(), 200))
