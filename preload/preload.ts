import { contextBridge } from 'electron'

contextBridge.exposeInMainWorld('labBridge', {})
