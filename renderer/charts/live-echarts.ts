import { LineChart } from 'echarts/charts'
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components'
import { use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'

/** The parts of ECharts that live charts are drawn with. */
use([LineChart, GridComponent, TooltipComponent, AriaComponent, CanvasRenderer])
