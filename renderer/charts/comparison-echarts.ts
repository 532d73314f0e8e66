import { TitleComponent } from 'echarts/components'
import { use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import '../../main/reports/charts/render-svg.ts'

/** What the page draws with beside the parts that reports use. Whoever imports this is loaded late. */
use([TitleComponent, CanvasRenderer])
