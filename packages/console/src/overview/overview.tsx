import { may } from '../access/access.ts'
import { usePage } from '../ui/page.tsx'
import { ActivityNow } from './activity-now.tsx'
import { FailedJobs } from './failed-jobs.tsx'
import { Health } from './health.tsx'
import { LiveProducts } from './live-products.tsx'
import { RunningJobs } from './running-jobs.tsx'
import { WaitingJobs } from './waiting-jobs.tsx'

export function Overview() {
  return (
    <>
      {usePage('Overview')}
      {may('metrics:read') && <ActivityNow />}
      {may('products:read') && <LiveProducts />}
      {may('settlements:read') && (
        <>
          <RunningJobs />
          <WaitingJobs />
          <FailedJobs />
        </>
      )}
      <Health />
    </>
  )
}
