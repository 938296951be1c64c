import { cleanUpJob } from './settlements/cleaning/clean-up.job.ts'
import { discardJob } from './settlements/cleaning/discard.job.ts'
import { deadJob } from './settlements/failing/dead.job.ts'
import { nightlyJob } from './settlements/planning/nightly.job.ts'
import { planJob } from './settlements/planning/plan.job.ts'
import { publishJob } from './settlements/publishing/publish.job.ts'
import { sumJob } from './settlements/summing/sum.job.ts'

export const jobs = [planJob, sumJob, publishJob, discardJob, deadJob, nightlyJob, cleanUpJob]
